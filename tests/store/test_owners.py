"""A claim holds as long as its process runs, and no longer."""

import os
import time
from pathlib import Path

import pytest

from ferrule.store import owners
from store import children

CLAIM = """
scratch(Place(folder), "run")
print("claimed", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def run(folder: Path) -> Path:
    """A scratch folder that nobody claimed, too old to be one that is being made."""
    made = folder / "tmp" / "run"
    made.mkdir(parents=True)
    return made


def grown_old(folder: Path) -> Path:
    """Make the folder and its mark older than the grace that unmarked ones have."""
    for path in (folder / owners.MARK, folder):
        if path.exists():
            os.utime(path, (0, time.time() - 2 * owners.UNMARKED_S))
    return folder


def test_another_process(folder: Path) -> None:
    """A folder is live while its process runs, and dead as soon as that is over, even if nobody reaped it."""
    child = children.start(CLAIM, str(folder))
    assert child.stdout
    assert child.stdin
    assert child.stdout.readline() == "claimed\n"
    running = owners.live_folders(folder / "tmp")
    child.stdin.close()
    assert child.stdout.read() == ""
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    over = owners.live_folders(folder / "tmp")
    child.stdin = None

    assert ((folder / "tmp" / "run",), ()) == (running, over)
    assert children.said(child) == ""
    assert owners.live_folders(folder / "tmp") == ()
    assert child.pid == owners.owner(folder / "tmp" / "run")


CUT_SHORT = """
from ferrule.store import owners
owners.claim = lambda folder: os.kill(os.getpid(), 9)
scratch(Place(folder), "run")
"""


def test_killed_before_its_mark(folder: Path) -> None:
    """A folder that a process died over, before it was marked, is dead at once."""
    children.start(f"import os\n{CUT_SHORT}", str(folder)).wait()

    assert 1 == len(list((folder / "tmp").iterdir()))
    assert owners.live_folders(folder / "tmp") == ()


CUT_SHORT_AT_THE_END = """
import shutil
from ferrule.store import owners
run = scratch(Place(folder), "run")
(run / "made").touch()
def cut_short(going, **_):
    (going / owners.MARK).unlink()
    os.kill(os.getpid(), 9)
shutil.rmtree = cut_short
owners.unmake(run)
"""


def test_killed_while_it_is_taken_away(folder: Path) -> None:
    """A folder that a process died over while it removed it is dead at once, although its mark is gone."""
    children.start(f"import os\n{CUT_SHORT_AT_THE_END}", str(folder)).wait()

    [left] = (folder / "tmp").iterdir()
    assert ["made"] == [entry.name for entry in left.iterdir()]
    assert owners.live_folders(folder / "tmp") == ()


def test_taken_away(folder: Path) -> None:
    """Nothing is left of it, under any name; one that is not there is no error."""
    run = folder / "tmp" / "run"
    owners.make_claimed(run)
    owners.unmake(run)
    owners.unmake(run)

    assert [] == list((folder / "tmp").iterdir())


def test_being_made_by_this_process(folder: Path) -> None:
    """A folder without a mark is live while the process that its name tells runs."""
    pid = os.getpid()
    made = folder / "tmp" / f".run~{pid}-{owners.birth(pid)}-{owners.container()}"
    made.mkdir(parents=True)
    os.utime(made, (0, 0))

    assert owners.live_folders(folder / "tmp") == (made,)


def test_a_later_process_of_the_same_number(run: Path) -> None:
    """A number that the system gave out again does not keep a dead claim alive."""
    (run / owners.MARK).write_text(f"{os.getpid()} 1\n", encoding="ascii")

    assert owners.live_folders(run.parent) == ()


def test_without_proc(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes do not tell their birth, it is enough that the number is in use."""
    monkeypatch.setattr(owners, "Path", lambda _: Path("/nowhere"))
    owners.claim(run)

    assert f"{os.getpid()} \n" == (run / owners.MARK).read_text(encoding="ascii")
    assert (run,) == owners.live_folders(run.parent)


def test_a_process_of_another_user(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that we may not signal runs."""

    def refuse(pid: int, signal: int) -> None:
        raise PermissionError

    owners.claim(run)
    monkeypatch.setattr(os, "kill", refuse)

    assert (run,) == owners.live_folders(run.parent)


@pytest.mark.parametrize("mark", [b"", b"me\n", b"-1 5\n", b"0 5\n", b"1 5 9\n", b"99999999999999999999 1\n", b"\xff"])
def test_a_mark_that_says_nothing(run: Path, mark: bytes) -> None:
    """A folder whose mark cannot be read counts as being made just now, for a minute."""
    (run / owners.MARK).write_bytes(mark)
    young = owners.live_folders(run.parent)

    assert None is owners.owner(run)
    assert ((run,), ()) == (young, owners.live_folders(grown_old(run).parent))


def test_no_folders(tmp_path: Path) -> None:
    """Where there is no folder, or a link to one, nothing lives."""
    (tmp_path / "real" / "run").mkdir(parents=True)
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "run").symlink_to("../real/run")

    assert [owners.live_folders(tmp_path / name) for name in ("gone", "link", "links")] == [(), (), ()]


def test_a_claim_keeps_its_age(run: Path) -> None:
    """Claiming again does not make a claim younger; without a mark the folder's own age counts."""
    unmarked = owners.claimed_ns(grown_old(run))
    owners.claim(run)
    os.utime(run / owners.MARK, (0, 0))
    owners.claim(run)

    assert 0 == owners.claimed_ns(run)
    assert unmarked
    assert None is owners.claimed_ns(run / "gone")
