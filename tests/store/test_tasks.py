"""Tasks: given back as they were kept, and never when somebody else had a hand in it (E10)."""

import fcntl
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.errors import StoreBroken
from ferrule.facts.task import TaskState
from ferrule.store.tasks import FOLDER, TaskBusy, Tasks, open_tasks
from tasks.samples import task_of


@pytest.fixture
def tasks(tmp_path: Path) -> Tasks:
    """Give an empty store of tasks."""
    return open_tasks(tmp_path / "state")


def record(tasks: Tasks, name: str = "T-0000000a") -> Path:
    """Give the file of a task."""
    return tasks.folder / "tasks" / f"{name}.json"


def test_kept(tasks: Tasks) -> None:
    """A task comes back as it was, by its id and in the list, the oldest first."""
    first, second = task_of(), task_of(id="T-0000000b", answers={"no-tests": "docs"})
    tasks.keep(second)
    tasks.keep(first)

    assert ((first, second), second, ()) == (tasks.all(), tasks.one("T-0000000b"), tasks.altered())
    assert tasks.one("T-0000000c") is None
    assert tasks.one("../tasks/T-0000000a") is None


def test_edited(tasks: Tasks) -> None:
    """A record in which one byte differs is none, and is told."""
    tasks.keep(task_of())
    text = record(tasks).read_bytes()
    record(tasks).write_bytes(text.replace(b'"state":"working"', b'"state":"done"'))

    assert (None, (), ("T-0000000a",)) == (tasks.one("T-0000000a"), tasks.all(), tasks.altered())


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\n\xff", b"0" * 64 + b"\n{}"])
def test_forged(tasks: Tasks, content: bytes) -> None:
    """A record that ferrule never wrote is told, whatever stands in it."""
    tasks.keep(task_of(id="T-0000000b"))
    record(tasks).write_bytes(content)

    assert ("T-0000000a",) == tasks.altered()


def test_copied(tasks: Tasks, tmp_path: Path) -> None:
    """A record from another workspace, or under another name, is not this one's."""
    other = open_tasks(tmp_path / "other")
    other.keep(task_of())
    tasks.keep(task_of(id="T-0000000b"))
    record(tasks).write_bytes(record(other).read_bytes())
    record(tasks, "T-0000000c").write_bytes(record(tasks, "T-0000000b").read_bytes())

    assert ("T-0000000a", "T-0000000c") == tasks.altered()


def test_removed(tasks: Tasks) -> None:
    """An open task whose record is gone is told; one that is over may go."""
    tasks.keep(task_of())
    tasks.keep(task_of(id="T-0000000b", state=TaskState.DONE))
    record(tasks).unlink()
    record(tasks, "T-0000000b").unlink()

    assert ("T-0000000a",) == tasks.altered()
    tasks.forget_altered("T-0000000a")
    assert () == tasks.altered()


def test_a_folder_of_the_name_of_a_record(tasks: Tasks) -> None:
    """It is told as altered, and can be got rid of."""
    (tasks.folder / FOLDER / "T-0000000a.json" / "inner").mkdir(parents=True)
    assert ("T-0000000a",) == tasks.altered()
    tasks.forget_altered("T-0000000a")

    assert () == tasks.altered()


def test_forgetting_takes_only_what_was_altered(tasks: Tasks) -> None:
    """A record that holds stays."""
    tasks.keep(task_of())

    tasks.forget_altered("T-0000000a")

    assert tasks.one("T-0000000a") is not None


def test_another_key(tasks: Tasks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With another user's key nothing of ours is believed."""
    tasks.keep(task_of())
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "somebody"))

    assert ("T-0000000a",) == open_tasks(tasks.folder).altered()


def test_a_link(tasks: Tasks, tmp_path: Path) -> None:
    """Neither a record nor its folder may be a link."""
    tasks.keep(task_of())
    aside = tmp_path / "aside"
    record(tasks).rename(aside)
    record(tasks).symlink_to(aside)
    assert tasks.one("T-0000000a") is None

    other = open_tasks(tmp_path / "other")
    other.folder.mkdir()
    (other.folder / "tasks").symlink_to(tmp_path)
    with pytest.raises(StoreBroken, match="symbolic link"):
        other.keep(task_of())


def test_unwritable(tasks: Tasks) -> None:
    """A state folder that is a file is a foreseen error."""
    tasks.folder.write_text("")

    with pytest.raises(StoreBroken):
        tasks.keep(task_of())
    with pytest.raises(StoreBroken), tasks.alone():
        pass


def test_a_lock_that_is_about_to_go(tasks: Tasks) -> None:
    """What a killed ferrule was just starting holds its lock for a moment: that is waited for."""
    with tasks.alone():
        pass
    lock = os.open(tasks.folder / "tasks/lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    gone = threading.Event()

    def let_go() -> None:
        gone.set()
        os.close(lock)

    timer = threading.Timer(0.2, let_go)
    timer.start()
    with tasks.alone():
        assert gone.is_set()
    timer.join()


def test_what_cannot_be_read_at_once_inside_is_no_lock(tasks: Tasks) -> None:
    """An error of those who hold it is theirs."""
    with pytest.raises(BlockingIOError), tasks.alone():
        raise BlockingIOError


def test_alone(tasks: Tasks) -> None:
    """Two cannot move tasks at once; afterwards the next one can."""
    with tasks.alone():
        lock = os.open(tasks.folder / "tasks/lock", os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(TaskBusy), tasks.alone():
            pass
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(lock)
    with tasks.alone():
        tasks.keep(replace(task_of(), commit="b"))
