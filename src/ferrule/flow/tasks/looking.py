"""What is known of tasks, looked up: starts no program, opens no database."""

from pathlib import Path

from ferrule.facts.task import Task
from ferrule.facts.task_request import TaskReport
from ferrule.flow.tasks.current import chosen, tasks_of
from ferrule.tasks.boxes import exit_code
from ferrule.workspace.find import find_root


def status(start: Path, wanted: str | None) -> TaskReport:
    """Give a task as it was last judged; what changed since is only known to the next finish.

    Raises:
        TaskUnknown, TaskAltered: as `chosen` does.
    """
    task = chosen(find_root(start), wanted)
    return TaskReport(task, 0 if task.is_over else exit_code(task))


def listed(start: Path) -> tuple[tuple[Task, ...], tuple[str, ...]]:
    """Give all tasks of a working tree, the oldest first, and the ids of records that somebody else wrote."""
    kept = tasks_of(find_root(start))
    return kept.all(), kept.altered()
