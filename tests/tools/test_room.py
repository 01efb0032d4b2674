"""Ferrule's own folder: whole tools only, one at work at a time, nothing left behind."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ferrule.tools.room import at_work, is_whole, remove, scratch, settle, settled, sweep
from toolbox import says, tiny

SETTLES = """
import os, signal, sys
from pathlib import Path
from ferrule.tools.pins import Pin
from ferrule.tools.room import settle

def hook(event, said):
    global left
    if event == "os.rename" and str(said[0]).startswith(str(machine)):
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

machine, left = Path(sys.argv[1]), int(sys.argv[2])
sys.addaudithook(hook)
settle(machine, Pin("cargo-tiny", ("cargo-tiny",), (), version="1.0.0"), machine / ".new/made/1.0.0", {})
"""
"""Settles a tool, and is killed before the rename of this number among those of the folder."""


def tree(machine: Path, version: str) -> Path:
    """Make a finished tree, where one is made before it is settled."""
    made = machine / ".new/made" / version
    says(made / "bin", "cargo-tiny", version)
    return made


def test_a_tool_is_settled_linked_and_removed(machine: Path) -> None:
    """The link leads to the version that was settled last; older ones can be swept, and all of it removed."""
    first = settle(machine, tiny(version="1.0.0"), tree(machine, "1.0.0"), {})
    second = settle(machine, tiny(version="1.1.0"), tree(machine, "1.1.0"), {})

    assert (machine / "bin/cargo-tiny", first) == (second, second)
    assert "cargo-tiny 1.1.0\n" == subprocess.check_output((first,), text=True)
    assert ({"cargo-tiny": "1.1.0"}, True) == (settled(machine), is_whole(machine, tiny(version="1.0.0")))
    assert ("1.0.0",) == sweep(machine, tiny(version="1.1.0"))
    assert (True, False) == (remove(machine, "cargo-tiny"), remove(machine, "cargo-tiny"))
    assert {".new", "bin"} == {path.name for path in machine.iterdir()}
    assert {} == settled(machine)


def test_the_same_version_is_settled_anew(machine: Path) -> None:
    """What was spoilt is replaced."""
    settle(machine, tiny(), tree(machine, "1.0.0"), {})
    (machine / "cargo-tiny/1.0.0/bin/cargo-tiny").unlink()

    path = settle(machine, tiny(), tree(machine, "1.0.0"), {})

    assert "cargo-tiny 1.0.0\n" == subprocess.check_output((path,), text=True)


def test_killed_at_any_moment_the_tool_stays(machine: Path) -> None:
    """Killed before any of the renames by which the same version is settled anew, it still starts, and is not lost."""
    path = settle(machine, tiny(), tree(machine, "1.0.0"), {})
    renames = 0
    while True:
        tree(machine, "1.0.0")
        code = subprocess.run((sys.executable, "-P", "-c", SETTLES, machine, str(renames)), check=False).returncode
        assert "cargo-tiny 1.0.0\n" == subprocess.check_output((path,), text=True)
        assert ({"cargo-tiny": "1.0.0"}, True) == (settled(machine), is_whole(machine, tiny()))
        if code == 0:
            break
        assert -signal.SIGKILL == code
        with at_work(machine, lambda _: None):
            renames += 1

    assert renames == 2
    assert {"1.0.0", "1.0.0~1"} == set(sweep(machine, tiny()))
    assert "cargo-tiny 1.0.0\n" == subprocess.check_output((path,), text=True)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which program a process runs")
def test_a_version_that_runs_stays(machine: Path) -> None:
    """A program at work may start itself again, so its file is kept until the next time."""
    place = machine / "cargo-tiny/1.0.0/bin"
    place.mkdir(parents=True)
    (place / "cargo-tiny").write_bytes(Path("/bin/sleep").resolve().read_bytes())
    (place / "cargo-tiny").chmod(0o755)
    (machine / ".new").mkdir()
    child = subprocess.Popen((place / "cargo-tiny", "60"))

    while_it_runs = sweep(machine, tiny(version="2.0.0"))
    child.kill()
    child.wait()

    assert ((), ("1.0.0",)) == (while_it_runs, sweep(machine, tiny(version="2.0.0")))


def test_one_at_a_time_and_leftovers_are_swept(machine: Path) -> None:
    """A second one waits and says so; what a killed one left in the making is gone when the next begins."""
    heard = threading.Event()
    order: list[str] = []
    (machine / ".new/left").mkdir(parents=True)

    def second() -> None:
        with at_work(machine, lambda _: heard.set()):
            order.append("second")

    with at_work(machine, order.append):
        assert not (machine / ".new/left").exists()
        waiting = threading.Thread(target=second)
        waiting.start()
        assert heard.wait(30)
        order.append("first")
    waiting.join(30)

    assert ["first", "second"] == order


def test_a_scratch_folder_goes_with_its_work(machine: Path) -> None:
    """Whatever happens in there, nothing of it is left."""
    machine.mkdir(parents=True)

    def fail() -> None:
        with scratch(machine) as made:
            (made / "file").touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()

    assert [] == list((machine / ".new").iterdir())
