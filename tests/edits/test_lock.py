"""One edit step at a time, across processes."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from edits import children
from edits.trees import grow, seen_in
from ferrule.edits.journal import apply
from ferrule.edits.lock import edit_lock
from ferrule.errors import NotWritable

HOLDER = """
with edit_lock(state, silent):
    print("held", flush=True)
    sys.stdin.readline()
"""
WAITER = """
changes = grow(root, 2)
apply(root, state, "waiter", changes, lambda words: print(words, flush=True))
print(seen_in(changes))
"""
RACER = """
print("ready", flush=True)
sys.stdin.readline()
wanted = [Change(each.path, each.before, each.after + sys.argv[2].encode()) for each in planned(root, 6)]
told(lambda: apply(root, state, sys.argv[2], wanted) or print("done"))
"""


def read(child: subprocess.Popen[str]) -> str:
    """Give the next line that a child prints."""
    assert child.stdout is not None
    return child.stdout.readline().rstrip("\n")


def waiting(root: Path) -> tuple[subprocess.Popen[str], subprocess.Popen[str]]:
    """Start one that holds the lock and one that waits for it; gives both once the second has said so."""
    holder = children.start(HOLDER, str(root))
    assert read(holder) == "held"
    waiter = children.start(WAITER, str(root))
    assert read(waiter) == f"waiting for process {holder.pid}, which is editing files"
    return holder, waiter


def test_the_second_waits(root: Path) -> None:
    """A second ferrule says once for whom it waits, and goes on when that one is done."""
    holder, waiter = waiting(root)
    time.sleep(0.3)

    assert (waiter.poll(), (root / ".ferrule/edits/waiter").exists()) == (None, False)
    assert holder.communicate("go on\n", timeout=60) == ("", "")
    assert children.said(waiter) == ["new"]


def test_a_dead_holder_holds_nothing(root: Path) -> None:
    """When the holder is killed, the kernel releases its lock and the next one goes on."""
    holder, waiter = waiting(root)

    holder.kill()
    holder.communicate()
    assert children.said(waiter) == ["new"]


def test_two_edits_of_the_same_files(root: Path) -> None:
    """Of two that edit the same files at once, one does so and the other is told that they changed; none is mixed."""
    grow(root, 6)
    racers = [children.start(RACER, str(root), name) for name in ("first", "second")]
    assert [read(racer) for racer in racers] == ["ready", "ready"]
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()

    told = [children.said(racer) for racer in racers]

    assert sorted(lines[0].split()[0] for lines in told) == ["SourceChanged", "done"]
    winner = ("first", "second")[told.index(["done"])]
    assert all(path.read_bytes().endswith(winner.encode()) for path in (root / "src").rglob("*.rs"))


def test_an_unnamed_holder(state: Path) -> None:
    """A holder that could not write its number is another ferrule; one that is done is forgotten."""
    told: list[str] = []

    def give_up(words: str) -> None:
        told.append(words)
        raise TimeoutError

    with edit_lock(state, told.append):
        assert (state / "edits/lock").read_text() == str(os.getpid())
        (state / "edits/lock").write_text("")
        with pytest.raises(TimeoutError), edit_lock(state, give_up):
            pass

    assert told == ["waiting for another ferrule, which is editing files"]
    assert (state / "edits/lock").read_text() == ""
    with edit_lock(state, told.append):
        assert len(told) == 1


def test_a_lock_that_is_a_link(root: Path, state: Path) -> None:
    """A planted link in the lock's place is not followed: what it leads to is not emptied."""
    changes = grow(root, 1)
    precious = root / "precious"
    precious.write_text("words")
    (state / "edits").mkdir(parents=True)
    (state / "edits/lock").symlink_to(precious)

    with pytest.raises(NotWritable, match="edits/lock: Too many levels of symbolic links"):
        apply(root, state, "run", changes)

    assert (precious.read_text(), seen_in(changes)) == ("words", "old")
