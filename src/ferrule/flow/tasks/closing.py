"""The commit of a task: its files as they were judged, a message with its evidence, never a push (E09)."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.facts.task import BoxStatus, Task
from ferrule.facts.task_request import FinishRequest
from ferrule.flow.tasks.bound import unbound
from ferrule.flow.tasks.climbing import evidence
from ferrule.flow.tasks.memo import complete, resume
from ferrule.tasks.boxes import COMMIT
from ferrule.tasks.message import drafted, faults, with_evidence
from ferrule.workspace.git import git
from ferrule.workspace.git_commit import commit
from ferrule.workspace.own_index import repository
from ferrule.workspace.tree_state import dirty_files, origin_of, task_files

_HOOKS_S: Final = 600.0
_ACCEPTED: Final = "accept:"
_SHOWN: Final = 300


def close(root: Path, task: Task, request: FinishRequest, tell: Callable[[str], None]) -> tuple[Task, tuple[str, ...]]:
    """Give the task with its commit, or with the box that says why there is none; nothing is pushed.

    The repository's hooks run; the files that they changed, which nobody has judged, are given beside it.

    Raises:
        FerruleError: when the plan file cannot be written.
    """
    box = task.box(COMMIT)
    message = request.message or drafted(task)
    if wrong := faults(message):
        words = f"the message: {'; '.join(wrong)}"
        box = replace(box, status=BoxStatus.FAILED, detail=words, remedy="ferrule task finish -m TEXT")
        return task.with_box(box), ()
    complete(root, task, "")
    paths = tuple(task_files(root, task.origin).mine)
    tell(f"committing: {len(paths)} files")
    made = commit(root, paths, with_evidence(message, _trailers(task)), _HOOKS_S)
    if not made.commit:
        resume(root, task)
        return task.with_box(replace(box, status=BoxStatus.FAILED, detail=made.why[:_SHOWN], exit=1)), ()
    words = f"commit {made.commit[:12]}: {len(paths)} files{f'; {made.why}' if made.why else ''}"
    box = replace(box, status=BoxStatus.PASSED, detail=words[:_SHOWN], exit=0)
    changed = tuple(name for name in made.changed_by_hooks if name != task.plan_file)
    return replace(task.with_box(box), commit=made.commit), changed


def is_closed(root: Path, task: Task) -> str:
    """Give the commit of a finish that was interrupted just after it; empty when there is none.

    It holds the files as they were judged, nothing else beside the plan file, and the evidence of this very finish.
    """
    now, repo = origin_of(root), repository(root)
    if repo is None or not task.judged or now.head == task.origin.head:
        return ""
    parents = git(root, "rev-parse", "--verify", "--quiet", f"{now.head}^@")
    listed = git(repo.top, "diff-tree", "-r", "-z", "--name-only", "--no-renames", task.origin.head, now.head)
    names = {repo.shown(name) for name in listed.stdout.text.split("\0") if name} - {task.plan_file}
    if not listed.ok or parents.stdout.text.split() != [task.origin.head] or names != _judged(task).keys():
        return ""
    since = {repo.shown(name): digest for name, digest in dirty_files(repo, task.origin.head).items()}
    told = git(root, "log", "-1", "--format=%(trailers:key=Ferrule-Evidence,valueonly)", now.head)
    if told.stdout.text.strip() != _trailers(task)["Ferrule-Evidence"]:
        return ""
    same = all(since.get(name) == digest and name not in now.dirty for name, digest in _judged(task).items())
    return now.head if same else ""


def _judged(task: Task) -> dict[str, str]:
    return {name: digest for name, digest in task.judged.items() if name != task.plan_file}


def _trailers(task: Task) -> dict[str, str]:
    told = evidence(task)
    digests = "\n".join(f"{box.id} {box.status.value} {box.evidence_sha256 or ''}" for box in task.boxes)
    accepted = [
        f"{unbound(key.removeprefix(_ACCEPTED))} ({words})"
        for key, words in task.answers.items()
        if _is_acceptance(key)
    ]
    trailers = {
        "Ferrule-Task": task.id,
        "Ferrule-Ladder": f"{task.ladder.profile}: {told['passed']}",
        "Ferrule-Skipped": told["skipped"],
        "Ferrule-Evidence": f"sha256:{hashlib.sha256(digests.encode()).hexdigest()}",
        "Ferrule-Accepted": "; ".join(accepted),
    }
    return {name: words for name, words in trailers.items() if words}


def _is_acceptance(key: str) -> bool:
    return key.startswith(_ACCEPTED)
