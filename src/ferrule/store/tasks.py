"""Tasks: one sealed file each, on the disk before the next step begins.

They are files and not rows: `ferrule task status` has its answer before a database could be opened, and a task belongs
to one working tree, not to a team's database.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.errors import FerruleError, StoreBroken
from ferrule.facts.task import Task
from ferrule.store.refusals import words
from ferrule.store.removal import remove
from ferrule.store.sealed import Seal, users_seal

FOLDER: Final = "tasks"
_LOCK: Final = "lock"
_ENDING_S: Final = 2.0
_PAUSE_S: Final = 0.01
_NAME: Final = re.compile(r"T-[0-9a-f]{8}")


class TaskBusy(FerruleError):
    """Another ferrule is at work on the tasks of this workspace."""

    exit_code = 3
    hint = "Wait until it has ended; `ferrule task status` may be asked at any time."


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks of one workspace."""

    folder: Path
    """The state folder."""
    seal: Seal
    marks: Path
    """Outside of the workspace: an empty file for each open task, so that a record cannot vanish unseen."""

    def all(self) -> tuple[Task, ...]:
        """Give the tasks that ferrule itself wrote down here, the oldest first."""
        found = (self.one(path.stem) for path in self._files())
        return tuple(sorted((task for task in found if task is not None), key=lambda task: (task.begun, task.id)))

    def one(self, task_id: str) -> Task | None:
        """Give a task by its whole id; None when there is none, or its file is not as ferrule wrote it."""
        if not _NAME.fullmatch(task_id):
            return None
        task = self.seal.read(self._place(task_id), Task)
        return task if task is not None and task.id == task_id else None

    def altered(self) -> tuple[str, ...]:
        """Give the ids of records that somebody else wrote or changed, that come from another place, or are gone."""
        names = {path.stem for path in self._files()} | self._marked()
        return tuple(sorted(name for name in names if self.one(name) is None))

    def keep(self, task: Task) -> None:
        """Write a task down, and outside of the workspace that it is open; raises StoreBroken when it cannot."""
        mark = self.marks / task.id
        try:
            if not task.is_over:
                mark.parent.mkdir(parents=True, exist_ok=True)
                mark.touch()
            self.seal.write(self._place(task.id), task, lasting=True)
            if task.is_over:
                mark.unlink(missing_ok=True)
        except OSError as refusal:
            raise StoreBroken(words(mark, refusal)) from refusal

    def forget_altered(self, task_id: str) -> None:
        """Remove the record of a task that is not as ferrule wrote it; raises StoreBroken when it cannot."""
        try:
            for path in (self._place(task_id), self.marks / task_id):
                if task_id in self.altered():
                    remove((path,))  # a folder, too: anybody may have made one of that name
        except OSError as refusal:
            raise StoreBroken(words(self.folder, refusal)) from refusal

    def room(self, task_id: str) -> Path:
        """Give the folder for what belongs to one task alone, such as a clone to work in; it need not exist."""
        return self.folder / FOLDER / task_id

    @contextlib.contextmanager
    def alone(self, task_id: str = "") -> Iterator[None]:
        """Keep every other ferrule from moving the task of the working tree, or one that has a tree of its own.

        Args:
            task_id: of a task with a tree of its own; empty: the working tree.

        Raises:
            TaskBusy: when one is at it.
            StoreBroken: when the lock cannot be made.
        """
        path = self.room(task_id) / _LOCK
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError as refusal:
            raise StoreBroken(words(path, refusal)) from refusal
        try:
            if not _taken(handle):
                raise TaskBusy(f"{path}: another ferrule is at work on a task")
            yield
        finally:
            os.close(handle)

    def _place(self, task_id: str) -> Path:
        return self.folder / FOLDER / f"{task_id}.json"

    def _marked(self) -> set[str]:
        try:
            return {path.name for path in self.marks.iterdir() if _NAME.fullmatch(path.name)}
        except OSError:
            return set()

    def _files(self) -> list[Path]:
        try:
            return sorted(
                path
                for path in (self.folder / FOLDER).iterdir()
                if _NAME.fullmatch(path.stem) and path.suffix == ".json"
            )
        except OSError:
            return []


def _taken(handle: int) -> bool:
    """Give whether the lock could be had, which a child of a killed ferrule keeps until it has become its program."""
    deadline = time.monotonic() + _ENDING_S
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE_S)
        else:
            return True


def open_tasks(folder: Path) -> Tasks:
    """Give the tasks below a state folder; raises StoreBroken when this user's key cannot be kept."""
    from platformdirs import user_state_path

    real = folder.absolute().parent.resolve() / folder.name  # a link in its place must not lead to another mark
    name = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
    return Tasks(real, users_seal(), user_state_path("ferrule") / FOLDER / name)
