"""How a task is begun in a clone of its own, or taken up again where it was left."""

from dataclasses import replace
from pathlib import Path

from ferrule.errors import Untrusted, WrongUse
from ferrule.facts.task import TaskState
from ferrule.facts.task_request import BeginRequest, TaskReport
from ferrule.flow.tasks.begin import begin_in
from ferrule.flow.tasks.running.apart import differing_settings
from ferrule.flow.tasks.running.clone import cloned, removed
from ferrule.flow.tasks.running.setting_to_work import Desk
from ferrule.workspace.tree_state import origin_of
from ferrule.workspace.trust import standing


def started(desk: Desk, request: BeginRequest, task_id: str) -> TaskReport:
    """Give a task that is ready for work in its clone, or whose memo asks something.

    Raises:
        FerruleError: as `begin` does; of a task that could not be begun nothing is left.
        NotCloned: when the repository cannot be cloned.
        Untrusted: when the settings of the workspace name programs, and nobody trusts them.
        WrongUse: for one whose clone is gone.
    """
    task = desk.tasks.one(task_id)
    if task is None:
        return _new(desk, request, task_id)
    if task.is_over:
        raise WrongUse(f"{task.id} is {task.state.value} already")
    if not Path(task.tree).is_dir():
        raise WrongUse(f"{task.id}: its clone is gone ({task.tree}): `ferrule task abandon {task.id}`")
    if task.state in (TaskState.PREPARED, TaskState.MEMO):
        return _begun(desk, request, Path(task.tree), task_id)
    return TaskReport(task)


def _new(desk: Desk, request: BeginRequest, task_id: str) -> TaskReport:
    stand = standing(desk.home)
    if not (request.trusted or stand.allowed):
        raise Untrusted(f"{desk.home}: {stand.why}: {', '.join(map(str, stand.files))}")
    room = desk.tasks.room(task_id)
    desk.tell(f"{task_id}: cloning")
    try:
        made = cloned(desk.home, room)
        report = _begun(desk, request, made.root, task_id)
    finally:
        if desk.tasks.one(task_id) is None:
            removed(room)
    dirty = len(origin_of(desk.home).dirty)
    left = f"{dirty} files that are changed where you work are not in the clone" if dirty else ""
    return replace(report, notes=(*report.notes, *made.notes, *((left,) if left else ())))


def _begun(desk: Desk, request: BeginRequest, tree: Path, task_id: str) -> TaskReport:
    """Begin in a clone in which nobody has worked: it is trusted where it is what the user trusts."""
    names = differing_settings(desk.home, tree)
    if not request.trusted and (names or not standing(desk.home).allowed):
        raise Untrusted(f"{desk.home}: not committed as it is trusted: {', '.join(sorted(names)) or 'nothing is'}")
    return begin_in(tree, task_id, replace(request, trusted=True), desk.tasks, desk.tell)
