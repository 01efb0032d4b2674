"""The story of `ferrule task finish`: nothing that was ticked earlier counts; judge, lint, climb, commit (E08-E10)."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ferrule.errors import FerruleError, WrongUse
from ferrule.facts.progress import Progress
from ferrule.facts.task import BoxStatus, Mode, Origin, Task, TaskState
from ferrule.facts.task_request import FinishRequest, TaskReport
from ferrule.flow.tasks.bound import is_let_pass
from ferrule.flow.tasks.climbing import climbed
from ferrule.flow.tasks.closing import close, is_closed
from ferrule.flow.tasks.current import chosen, tasks_of
from ferrule.flow.tasks.judging import judged, still_honest
from ferrule.flow.tasks.lint import Linting, lint
from ferrule.flow.tasks.own_way import asked_by, own_lint
from ferrule.flow.tasks.running.apart import apart
from ferrule.flow.tasks.running.bringing_over import brought_over
from ferrule.flow.tasks.running.clone import removed
from ferrule.flow.tasks.targets import reached
from ferrule.store.tasks import Tasks
from ferrule.tasks.boxes import COMMIT, FILES, LINT, TARGET, exit_code, open_boxes, reopened
from ferrule.workspace.find import find_root
from ferrule.workspace.git_commit import settle_commit
from ferrule.workspace.tree_state import origin_of, task_files

_TAKE_BACK: Final = "let the user run `git reset --soft HEAD~1`"


@dataclass(slots=True)
class Finishing:
    """One finish on its way: the task, and where each step of it is kept."""

    home: Path
    """The root of the workspace where the user works."""
    tasks: Tasks
    task: Task
    request: FinishRequest
    tell: Callable[[str], None]
    notify: Callable[[Progress], None]
    notes: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The root of the workspace in which the work is done."""
        return Path(self.task.tree) if self.task.tree else self.home

    def keep(self, what: str, state: TaskState, detail: str = "") -> None:
        """Write the next step down before it is made."""
        self.task = self.task.then(datetime.now(UTC), what, detail, state)
        self.tasks.keep(self.task)

    @property
    def holds(self) -> bool:
        """Whether nothing that was looked at so far stands in the way."""
        return all(box.status in (BoxStatus.PASSED, BoxStatus.SKIPPED, BoxStatus.OPEN) for box in self.task.boxes)

    def stopped(self) -> TaskReport:
        """End here, with the task open for work again."""
        still = ", ".join(box.id for box in open_boxes(self.task))
        self.keep("not finished", TaskState.WORKING, still)
        return TaskReport(self.task, exit_code(self.task), self.notes)


def finish(
    request: FinishRequest,
    tell: Callable[[str], None] = lambda _: None,
    notify: Callable[[Progress], None] = lambda _: None,
) -> TaskReport:
    """Judge the work of a task, and commit it when every box holds.

    Raises:
        WrongUse: when the task is over, or its memo is not written yet.
        TaskUnknown: when there is no such task.
        TaskAltered: when its record is not as ferrule wrote it.
        FerruleError: for a workspace that cannot be read, no toolchain, or state that cannot be kept.
    """
    root = find_root(request.start)
    tasks = tasks_of(root)
    wanted = chosen(root, request.wanted)
    with tasks.alone(wanted.id if wanted.tree else ""):
        task = chosen(root, wanted.id)
        return finish_it(Finishing(root, tasks, task, request, tell, notify))


def finish_it(story: Finishing) -> TaskReport:
    """Judge the work of a task, wherever it is done; the caller keeps others from moving the task.

    Raises:
        FerruleError: as `finish` does.
    """
    task = story.task
    if task.is_over:
        raise WrongUse(f"{task.id} is {task.state.value} already")
    if task.state in (TaskState.PREPARED, TaskState.MEMO):
        raise WrongUse(f"{task.id}: its memo is not written yet: run `ferrule task begin`")
    if task.state is TaskState.COMMIT:
        with suppress(OSError):  # what cannot be cleared away now, the next commit meets again
            settle_commit(story.root)  # the git of a killed finish may still be at work
        if made := is_closed(story.root, task):
            return _done(story, made)
    story.task = reopened(replace(task, answers={**task.answers, **story.request.answers}, commit=""))
    try:
        return _finished(story)
    except (FerruleError, KeyboardInterrupt) as fault:
        story.keep("not finished", TaskState.WORKING, str(fault))  # or a hook would keep the files closed
        raise


def _finished(story: Finishing) -> TaskReport:
    story.keep("judging", TaskState.LINT)
    if story.task.tree and not _may_be_judged(story):
        return story.stopped()
    seen = _tree(origin_of(story.root), story.task)
    story.task = judged(story.root, story.task, story.request, story.tell)
    if not story.holds:
        return story.stopped()
    if story.task.mode is Mode.REVIEW:
        return _done(story, "") if not open_boxes(story.task) else story.stopped()
    return _built(story, seen)


def _may_be_judged(story: Finishing) -> bool:
    """Give whether what an agent left in its clone may be built and run: what lets it out of its sandbox asks first."""
    story.task, trusted = apart(story.home, story.task, trusted=story.request.trusted)
    story.request = replace(story.request, trusted=trusted)
    return story.holds


def _built(story: Finishing, seen: Mapping[str, str]) -> TaskReport:
    """Lint, climb and measure; then commit what was judged, if nobody changed it meanwhile."""
    if not _may_be_followed(story):
        return story.stopped()
    story.task = story.task.with_box(lint(_linting(story)))
    if not story.task.box(LINT).holds:
        return story.stopped()
    before = _tree(origin_of(story.root), story.task)
    if before != seen:  # what the linting wrote, or a program that it built, has not been looked at
        story.task = judged(story.root, story.task, story.request, story.tell)
        if not story.holds:
            return story.stopped()
    story.task = climbed(story.root, story.task, story.notify, trusted=story.request.trusted)
    if story.task.has(TARGET) and story.holds:
        story.task = story.task.with_box(reached(story.root, story.task, story.tell, trusted=story.request.trusted))
    after = _tree(origin_of(story.root), story.task)
    if moved := sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path)):
        words = f"changed while it was judged: {', '.join(moved)}"
        box = replace(story.task.box(FILES), status=BoxStatus.FAILED, detail=words, remedy="ferrule task finish")
        story.task = story.task.with_box(box)
    if any(box.id != COMMIT for box in open_boxes(story.task)):
        return story.stopped()
    mine = {path: after[path] for path in task_files(story.root, story.task.origin).mine if path in after}
    story.task = replace(story.task, judged=mine)
    story.keep("committing", TaskState.COMMIT, f"{len(mine)} files")
    kept = story.task
    story.task, changed = close(story.root, story.task, story.request, story.tell)
    if changed:
        _judge_again(story, changed)
    elif story.task.commit and not is_closed(story.root, kept):
        words = "a file changed while it was committed"
        remedy = f"{_TAKE_BACK}, and finish again"
        box = replace(story.task.box(COMMIT), status=BoxStatus.FAILED, detail=words, remedy=remedy)
        story.task = story.task.with_box(box)
    return _done(story, story.task.commit) if story.task.box(COMMIT).holds else story.stopped()


def _may_be_followed(story: Finishing) -> bool:
    """Ask about what the repository's `lint.md` and `commit.md` demand and ferrule does not do; give if all holds."""
    for name in (LINT, COMMIT):
        words = asked_by(story.root, name)
        if words and not is_let_pass(story.root, story.task, name):
            remedy = f"mend it, or let the user say `ferrule task accept {name} --reason TEXT`; ferrule runs none of it"
            box = replace(story.task.box(name), status=BoxStatus.ASKS, detail=words, remedy=remedy)
            story.task = story.task.with_box(box)
    return story.holds


def _judge_again(story: Finishing, changed: tuple[str, ...]) -> None:
    """Climb the ladder on what the repository's hooks made of the work; where it fails, the commit does not count."""
    story.tell(f"hooks changed {', '.join(changed)}: judging again")
    loose = origin_of(story.root).dirty.keys() & set(changed)  # the commit is not what lies here
    story.task = still_honest(story.root, story.task)
    story.task = climbed(story.root, story.task, story.notify, trusted=story.request.trusted)
    box, words = story.task.box(COMMIT), f"hooks changed {', '.join(changed)}"
    if loose or open_boxes(story.task):
        remedy = f"{_TAKE_BACK}, mend it, and finish again"
        box = replace(box, status=BoxStatus.FAILED, detail=f"{box.detail}; {words}, which does not hold", remedy=remedy)
    else:
        box = replace(box, detail=f"{box.detail}; {words}, judged again")
    story.task = story.task.with_box(box)


def _linting(story: Finishing) -> Linting:
    alias, source = own_lint(story.root)
    foreign = frozenset(task_files(story.root, story.task.origin).foreign)
    return Linting(story.root, story.task, story.request.trusted, foreign, alias, source, story.tell, story.notify)


def _tree(origin: Origin, task: Task) -> Mapping[str, str]:
    """Give what the tree is, file by file, beside the plan file, which ferrule itself keeps."""
    return {path: sha for path, sha in origin.dirty.items() if path != task.plan_file} | {"HEAD": origin.head}


def _done(story: Finishing, commit: str) -> TaskReport:
    if commit:
        box = story.task.box(COMMIT)
        detail = box.detail or f"commit {commit[:12]}"
        story.task = replace(
            story.task.with_box(replace(box, status=BoxStatus.PASSED, detail=detail, exit=0)), commit=commit
        )
    if story.task.tree:
        story.keep("bringing over", TaskState.COMMIT, commit[:12])
        story.notes = (*story.notes, *brought_over(story.home, story.tasks, story.task, story.tell))
    story.keep("done", TaskState.DONE, commit[:12])
    if story.task.tree:
        removed(story.tasks.room(story.task.id))
    return TaskReport(story.task, 0, story.notes)
