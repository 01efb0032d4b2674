"""`ferrule fix` that is killed, interrupted or run twice at once: nothing is lost, nobody is left behind."""

import json
import os
import random
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flow.fix.crates import FAULT, MARKS, Entry, changed, is_left_alone, leftovers, mended, tree
from ladder import FERRULE, ferrule, ferrule_json
from workspaces import package

pytestmark = MARKS

KILLS = 50
FILES = {"src/lib.rs": "pub mod a;\npub mod b;\n", "src/a.rs": FAULT, "src/b.rs": FAULT}
WORDS = (FERRULE, "fix", "--tests", "none", "--format", "json")


def start(root: Path) -> "subprocess.Popen[str]":
    """Start `ferrule fix`; its output and its talk are pipes."""
    return subprocess.Popen(WORDS, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def states(before: dict[str, Entry], after: dict[str, Entry]) -> set[str]:
    """Give `old`, `new` and `torn`, as far as the sources are that."""
    found = set()
    for name, (mode, text) in before.items():
        now = after.get(name, (0, b""))
        found.add("old" if now == (mode, text) else "new" if now == (mode, mended(text)) else "torn")
    return found - ({"old"} if "new" in found and "torn" not in found else set())


def killed_at(delay_s: float, root: Path) -> str:
    """Kill a run at that moment, look at the tree, run again; gives what the tree was."""
    package(root, FILES)
    before = tree(root)
    child = start(root)
    time.sleep(delay_s)
    child.kill()
    child.communicate()
    killed = states(before, {name: entry for name, entry in tree(root).items() if ".ferrule-" not in name})
    assert is_left_alone(root)
    waiting = [path for path in root.glob(".ferrule/edits/*") if path.is_dir()]

    code, report = ferrule_json(root, "fix", "--tests", "none")

    assert (0, {"new"}, []) == (code, states(before, tree(root)), leftovers(root))
    assert report["verdict"] == ("clean" if killed == {"new"} else report["verdict"])
    if waiting and killed != {"new"}:
        assert "which was interrupted" in " ".join(report["notes"])
    return "torn" if "torn" in killed else "".join(killed)


def test_kills(tmp_path: Path) -> None:
    """At 50 moments of a run: each file is old or new, no process stays, and the next run ends well."""
    began = time.monotonic()
    start(package(tmp_path / "whole", FILES)).communicate()
    whole_s = time.monotonic() - began
    chance = random.Random(6)  # noqa: S311 - moments, not secrets
    moments = [chance.uniform(0.2, 1.3) * whole_s for _ in range(KILLS)]

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(killed_at, moments, [tmp_path / str(number) / "ws" for number in range(KILLS)]))

    assert {"old", "new"} >= set(ends)
    assert "old" in ends


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("stage", ["checking", "searching", "verifying"])
def test_an_interrupt(tmp_path: Path, number: signal.Signals, stage: str) -> None:
    """It ends with 130 and leaves no child, no scratch folder and no changed file."""
    root = package(tmp_path / "ws", {**FILES, "tests/slow.rs": SLOW})
    before = tree(root)
    # A shell starts its background jobs with Ctrl-C ignored, and children inherit that.
    words = ("env", "--default-signal=INT", FERRULE, "fix")
    child = subprocess.Popen(words, cwd=root, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert child.stderr is not None
    while not child.stderr.readline().startswith(stage):
        assert child.poll() is None
    time.sleep(0.2)

    child.send_signal(number)
    child.communicate(timeout=60)

    assert (130, before, []) == (child.returncode, tree(root), leftovers(root))
    assert is_left_alone(root)


SLOW = "#[test]\nfn slow() {\n    std::thread::sleep(std::time::Duration::from_secs(60));\n}\n"


def test_two_at_once(tmp_path: Path) -> None:
    """Both come to an end: the tree has the repair once, and the second repaired nothing or says what it met."""
    root = package(tmp_path / "ws", FILES)
    before = tree(root)
    pair = [start(root) for _ in range(2)]

    ends = [(*child.communicate(timeout=300), child.returncode) for child in pair]

    shown = [json.loads(out) for out, _, _ in ends]
    assert {"src/a.rs", "src/b.rs"} == changed(before, tree(root))
    assert {"new"} == states(before, tree(root))
    assert 1 == sum(bool(one.get("applied")) for one in shown), shown
    late = [one for one, (_, _, code) in zip(shown, ends, strict=True) if code == 1]
    assert {0, 1, 2} >= {code for _, _, code in ends}
    assert all("another ferrule is at work on it" in " ".join(one["notes"]) for one in late)
    assert [] == leftovers(root)
    assert 0 == ferrule(root, "undo").returncode
    assert before == tree(root)


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    """While somebody else edits, ferrule says for whom it waits, and goes on when that one is done."""
    import fcntl

    root = package(tmp_path / "ws", FILES)
    ferrule(root, "fix", "--tests", "none")
    lock = os.open(root / ".ferrule/edits/lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    os.pwrite(lock, b"4711", 0)

    child = subprocess.Popen((FERRULE, "undo"), cwd=root, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stderr is not None
    words = child.stderr.readline()
    running = child.poll() is None
    os.close(lock)
    child.communicate(timeout=60)

    assert ("waiting for process 4711, which is editing files\n", True, 0) == (words, running, child.returncode)
    assert FAULT == (root / "src/a.rs").read_text()
