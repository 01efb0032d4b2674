"""The story of `ferrule task begin`: the ladder is fixed, the tree looked at, the memo written; then work may begin."""

import secrets
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ferrule.errors import FerruleError, WrongUse
from ferrule.facts.definition import Definition, Kind
from ferrule.facts.target import target_of
from ferrule.facts.task import Box, BoxStatus, Mode, Task, TaskState
from ferrule.facts.task_request import BeginRequest, TaskReport
from ferrule.flow.tasks.briefing import briefing
from ferrule.flow.tasks.current import TaskAltered, open_task, tasks_of
from ferrule.flow.tasks.memo import memo, told
from ferrule.flow.tasks.memo_text import memo_text
from ferrule.flow.tasks.plan_keeping import plan_file
from ferrule.flow.tasks.surroundings import surveyed
from ferrule.store.place import existing_folder, state_folder
from ferrule.store.tasks import Tasks, open_tasks
from ferrule.tasks.boxes import MEMO, boxes_of
from ferrule.workspace.find import find_root
from ferrule.workspace.tree_state import origin_of

_LONGEST = 4000


class TargetMissing(FerruleError):
    """An optimisation of which nobody has said what is to be reached (E02)."""

    exit_code = 4
    hint = "State it: `ferrule task begin --mode optimise --target 'TIME COMMAND' TEXT`, as in '120us cargo bench'."


class NoHistory(FerruleError):
    """A folder without a git repository, or one without a commit."""

    hint = "A task ends in a commit: run `git init` and make a first commit, then begin."


def begin(request: BeginRequest, tell: Callable[[str], None] = lambda _: None) -> TaskReport:
    """Begin a task, or go on with one whose memo is not written yet (M22, E02, E07).

    Raises:
        WrongUse: without a text, or while another task is open in this working tree.
        TargetMissing: for an optimisation without a target.
        NoHistory: where there is no commit to begin from.
        FerruleError: for a workspace or settings with a mistake, an unknown agent, or state that cannot be kept.
    """
    root = find_root(request.start)
    place = state_folder(root)
    tasks = tasks_of(root) if existing_folder(root) else open_tasks(place.folder)
    notes = (place.why,) if place.why else ()
    with tasks.alone():
        waiting = open_task(root)
        briefed = _briefing(root, waiting.text if waiting else request.text)
        if waiting is not None and request.text and waiting.text != _one_text(request.text):
            raise WrongUse(f"{waiting.id} is open in this working tree: finish or abandon it first ({waiting.text})")
        if waiting is not None and waiting.state not in (TaskState.PREPARED, TaskState.MEMO):
            raise WrongUse(f"{waiting.id} has begun already: `ferrule task status` tells what is open")
        task = waiting or _prepared(request, root, root, tasks, tell)
        task = _with_memo(task, root, tasks, tell, trusted=request.trusted)
    return _report(task, root, notes, briefed)


def begin_in(tree: Path, task_id: str, request: BeginRequest, tasks: Tasks, tell: Callable[[str], None]) -> TaskReport:
    """Begin a task in a clone of its own, or go on with one whose memo waits; others may be open beside it.

    Its agent is the one whose definition lies where the user works. The caller keeps others from moving the task.

    Args:
        tree: the root of the workspace in the clone.
        task_id: of the task; it becomes that of a new one.
        request: `start` lies where the user works.
        tasks: those of the workspace where the user works.
        tell: hears of each step.

    Raises:
        FerruleError: as `begin` does.
    """
    home = find_root(request.start)
    task = tasks.one(task_id)
    if task is None:
        task = replace(_prepared(request, home, tree, tasks, tell), id=task_id, tree=str(tree))
    briefed = _briefing(home, task.text)
    return _report(_with_memo(task, tree, tasks, tell, trusted=request.trusted), home, (), briefed)


def _briefing(home: Path, text: str) -> "Future[tuple[str, ...]]":
    """Begin to look things up: half a second of imports and patterns, while git is waited for."""
    pool = ThreadPoolExecutor(1)
    looked_up = pool.submit(briefing, home, text)
    pool.shutdown(wait=False)
    return looked_up


def _report(task: Task, home: Path, notes: tuple[str, ...], briefed: "Future[tuple[str, ...]]") -> TaskReport:
    box = task.box(MEMO)
    code = 0 if box.holds else 4 if box.status is BoxStatus.ASKS else 1
    words = told(home) if box.holds and memo_text(home).source else ""
    return TaskReport(task, code, (*notes, *_remarks(task)), words, briefed.result())


def _prepared(request: BeginRequest, home: Path, root: Path, tasks: Tasks, tell: Callable[[str], None]) -> Task:
    """Give the task before its first step: from here on its ladder stands."""
    text = _one_text(request.text)
    if not text:
        raise WrongUse("there is no text that says what is to be done")
    if altered := tasks.altered():
        raise TaskAltered(f"{tasks.folder}: {', '.join(altered)}: not as ferrule wrote it")
    if request.mode is Mode.OPTIMISE and not request.target:
        raise TargetMissing("an optimisation needs a target: which time is to be reached, and what measures it?")
    target = _target(request.target)
    agent = _agent(home, request.agent) if request.agent else None
    origin = origin_of(root)
    if not origin.head:
        raise NoHistory(f"{root}: no git repository with a commit")
    ladder = surveyed(root, tasks.seal, request.profile, agent.body if agent else "")
    now = datetime.now(UTC)
    task = Task(
        id=f"T-{secrets.token_hex(4)}",
        text=text,
        mode=request.mode,
        state=TaskState.PREPARED,
        begun=now,
        changed=now,
        origin=origin,
        ladder=ladder,
        boxes=boxes_of(request.mode, ladder.gates, has_target=bool(target)),
        agent=agent.name if agent else "",
        target=target,
    )
    if target:
        from ferrule.flow.tasks.targets import measured_before

        task = replace(task, before=measured_before(root, target, tell, trusted=request.trusted))
    return task.then(now, "begun", f"ladder: {', '.join(ladder.gates)}")


def _agent(home: Path, name: str) -> Definition:
    from ferrule.flow.definitions import chosen

    agent = chosen(home, f"@{name.removeprefix('@')}")
    if agent.kind is not Kind.AGENT:
        raise WrongUse(f"{name}: is a {agent.kind.value}, not an agent")
    return agent


def _with_memo(task: Task, root: Path, tasks: Tasks, tell: Callable[[str], None], *, trusted: bool) -> Task:
    """Write the memo, each step kept before the next one."""
    tasks.keep(task)
    task = replace(task, plan_file=plan_file(root, task))
    task = task.then(datetime.now(UTC), "memo", state=TaskState.MEMO)
    tasks.keep(task)
    box = _memo_box(task) if task.mode is Mode.REVIEW else memo(root, task, tell, trusted=trusted)
    task = task.with_box(box)
    if box.holds:
        task = task.then(datetime.now(UTC), "working", box.detail, TaskState.WORKING)
    tasks.keep(task)
    return task


def _memo_box(task: Task) -> Box:
    """Give the memo of a review, which changes no file, not even the plan."""
    box = task.box(MEMO)
    return replace(box, status=BoxStatus.SKIPPED, reason="not-relevant", detail="a review changes no file")


def _target(words: str) -> str:
    try:
        return f"{(found := target_of(words)).most} {found.command}" if words else ""
    except ValueError as fault:
        raise WrongUse(f"--target: {fault}") from fault


def _remarks(task: Task) -> tuple[str, ...]:
    dirty = len(task.origin.dirty)
    said = f"{dirty} files had changed before: they stay as they are and out of the commit" if dirty else ""
    loose = "" if task.origin.branch else "HEAD stands on no branch: the commit will be reachable by its id alone"
    return tuple(filter(None, (said, loose)))


def _one_text(words: str) -> str:
    """Give the text on one line, cut where nobody reads on."""
    return " ".join(words.encode("utf-8", "replace").decode().split())[:_LONGEST]
