"""Which task is meant: the one that is open here, or the one that the user names."""

from pathlib import Path

from ferrule.errors import FerruleError
from ferrule.facts.task import Task
from ferrule.store.place import existing_folder
from ferrule.store.tasks import Tasks, open_tasks


class TaskUnknown(FerruleError):
    """No task fits the id that was given, or none is open."""

    hint = "Run `ferrule task list` to see all of them, or `ferrule task begin TEXT`."


class TaskAltered(FerruleError):
    """The record of a task is not as ferrule wrote it."""

    exit_code = 1
    hint = "Nothing in it counts any more: `ferrule task abandon ID` removes it; then begin the task anew."


def tasks_of(root: Path) -> Tasks:
    """Give what is kept of tasks in a workspace, and make no folder; raises StoreBroken without the user's key."""
    return open_tasks(existing_folder(root) or root.absolute() / ".ferrule")


def open_task(root: Path) -> Task | None:
    """Give the task that is open in this working tree, the newest where there are several; None: none is.

    A task with a tree of its own is not meant.

    Raises:
        TaskAltered: when a record was changed or removed: what stood in it cannot be known.
        StoreBroken: when the user's key cannot be read.
    """
    kept = tasks_of(root)
    if altered := kept.altered():
        raise TaskAltered(f"{root}: {', '.join(altered)}: not as ferrule wrote it")
    mine = [task for task in kept.all() if not (task.is_over or task.tree)]
    return mine[-1] if mine else None


def chosen(root: Path, wanted: str | None) -> Task:
    """Give a task by its id or the beginning of it; with None the one that is open here, elsewhere, else the newest.

    Raises:
        TaskUnknown: when none or several fit.
        TaskAltered: when the one that is meant was changed by somebody else.
    """
    kept = tasks_of(root)
    known, altered = kept.all(), kept.altered()
    if wanted is None:
        if altered:
            raise TaskAltered(f"{root}: {', '.join(altered)}: not as ferrule wrote it")
        if known:
            unfinished = [task for task in known if not task.is_over]
            return ([task for task in unfinished if not task.tree] or unfinished or list(known))[-1]
        raise TaskUnknown("no task was ever begun here")
    if any(name.startswith(wanted) for name in altered):
        raise TaskAltered(f"{wanted}: not as ferrule wrote it")
    found = [task for task in known if task.id.startswith(wanted)]
    if len(found) != 1:
        raise TaskUnknown(f"{wanted}: {'several tasks begin so' if found else 'no such task'}")
    return found[0]
