"""The boxes of a task that need no build: what was changed, by whom, and whether anything was weakened (E02-E10)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.errors import FerruleError
from ferrule.facts.difference import Difference
from ferrule.facts.task import Box, BoxStatus, Mode, Task
from ferrule.facts.task_request import FinishRequest
from ferrule.flow.tasks.asked_of import artefacts_box, dependencies_box, design_box, findings_box, listed
from ferrule.flow.tasks.bound import is_let_pass
from ferrule.flow.tasks.current import tasks_of
from ferrule.flow.tasks.surroundings import GIT, differences
from ferrule.tasks.boxes import ALONE, ARTEFACTS, DEPENDENCIES, DESIGN, FILES, HONEST, LADDER
from ferrule.tasks.weakened.judge import still_open, weakened
from ferrule.workspace.difference import difference
from ferrule.workspace.tree_state import Past, TaskFiles, commits_since, pushed_since, task_files
from ferrule.workspace.trust import standing

_LONGEST: Final = 600


def judged(root: Path, task: Task, request: FinishRequest, tell: Callable[[str], None]) -> Task:
    """Give the task with these boxes decided; gates, lint and commit come later.

    Raises:
        FerruleError: when git does not read the repository, or a file of findings cannot be read.
    """
    tell("judging: commits, files, tests")
    task = task.with_box(_alone(root, task))
    if not task.box(ALONE).holds:
        return task
    files = task_files(root, task.origin)
    task = task.with_box(_files(task, files))
    if task.mode is Mode.REVIEW:
        findings, box = findings_box(root, task, request.findings)
        return replace(task.with_box(box), findings=findings)
    changed = difference(root, task.origin.head, files.mine)
    trusted = request.trusted or (not task.tree and standing(root).allowed)
    boxes = {
        LADDER: _ladder(root, task),
        HONEST: _honest(task, changed),
        ARTEFACTS: artefacts_box(root, task, changed),
        DESIGN: design_box(task, changed),
        DEPENDENCIES: dependencies_box(root, task, changed, trusted=trusted),
    }
    for box in boxes.values():
        task = task.with_box(box)
    return task


def still_honest(root: Path, task: Task) -> Task:
    """Give the task with what was weakened looked for again, after hooks changed its files.

    Raises:
        FerruleError: when git does not read the repository.
    """
    files = task_files(root, task.origin).mine
    return task.with_box(_honest(task, difference(root, task.origin.head, files)))


def _alone(root: Path, task: Task) -> Box:
    """Look for what an agent does by hand instead of finishing: commits, amended ones, pushes, other branches."""
    box, since = task.box(ALONE), commits_since(root, task.origin)
    said = []
    if since.past is not Past.KEPT:
        said.append(f"the commit at which the task began was {since.past.value}")
    if since.branch is not None:
        said.append(f"another branch is checked out: {since.branch or 'none'}")
    said += [f"a commit that is not ferrule's: {commit[:12]}" for commit in since.commits]
    said += [f"pushed: {name}" for name in pushed_since(root, task.origin)]
    if not said:
        return replace(box, status=BoxStatus.PASSED)
    remedy = (
        f"git reset --soft {task.origin.head[:12]} where they are this task's own; else `ferrule task abandon`,"
        " git stash, begin again, git stash pop"
    )
    return replace(box, status=BoxStatus.FAILED, detail=listed(said), remedy=remedy)


def _files(task: Task, files: TaskFiles) -> Box:
    box = task.box(FILES)
    both = [path for path in files.both if path != task.plan_file]
    mine = [path for path in files.mine if path != task.plan_file]
    if both:
        words = f"had changed before the task began, and again since: {listed(both)}"
        remedy = "put it back as it was; or `ferrule task abandon`, git stash, begin again, git stash pop"
        return replace(box, status=BoxStatus.FAILED, detail=words, remedy=remedy)
    if task.mode is Mode.REVIEW and mine:
        return replace(box, status=BoxStatus.FAILED, detail=f"a review changes nothing: {listed(mine)}")
    if task.mode is not Mode.REVIEW and not mine:
        return replace(box, status=BoxStatus.FAILED, detail="nothing has changed since the task began")
    beside = f"; {len(files.foreign)} changed files are not of this task" if files.foreign else ""
    return replace(box, status=BoxStatus.PASSED, detail=f"{len(mine)} files{beside}")


def _ladder(root: Path, task: Task) -> Box:
    """Compare what decides verdicts with what was written down before the first edit (M22)."""
    box = task.box(LADDER)
    seal = tasks_of(root).seal
    try:
        said = [words for words in differences(task.ladder, root, seal) if not _is_accepted(root, task, words)]
    except FerruleError as fault:
        said = [str(fault)]
    if not said:
        gates = ", ".join(task.ladder.gates)
        return replace(box, status=BoxStatus.PASSED, detail=f"{task.ladder.profile}: {gates}"[:_LONGEST])
    remedy = "put them back, or let the user say `ferrule task accept ladder:NAME --reason TEXT`"
    return replace(box, status=BoxStatus.ASKS, detail=listed(said), remedy=remedy)


def _is_accepted(root: Path, task: Task, words: str) -> bool:
    kind, name = words.split(":", 1)[0].split(" ", 1)
    return is_let_pass(root, task, f"ladder:{name}") or (f"accept:ladder:{kind}" in task.answers and kind != GIT)


def _honest(task: Task, changed: Difference) -> Box:
    box, found = task.box(HONEST), weakened(changed)
    bad = still_open(found, task.answers)
    notes = [f"{one.path}:{one.line}: {one.words}" for one in found if one.is_note]
    if not bad:
        return replace(box, status=BoxStatus.PASSED, detail=listed(notes))
    words = listed(f"{one.path}:{one.line}: {one.words} [{one.key.removeprefix('accept:')}]" for one in bad)
    remedy = f"mend it, or let the user say `ferrule task accept {bad[0].key.removeprefix('accept:')} --reason TEXT`"
    return replace(box, status=BoxStatus.FAILED, detail=words, remedy=remedy)
