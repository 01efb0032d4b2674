"""The verified commit of a task, brought from its clone to where the user works, or left there on a branch (E09)."""

import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

from ferrule.edits.whole_files import Coming, put_in_place
from ferrule.errors import NotWritable, StoreBroken, WrongUse
from ferrule.facts.task import Task
from ferrule.flow.tasks.running.clone import obeyed, top_of
from ferrule.flow.tasks.running.hindrance import Moved, hindrance, moved
from ferrule.store.logs import keep_log, read_log
from ferrule.store.place import state_folder
from ferrule.store.tasks import Tasks
from ferrule.workspace.commit_room import commit_room
from ferrule.workspace.git_commit import settle_commit
from ferrule.workspace.index_swap import bring, unlock
from ferrule.workspace.own_index import Repository, asked, head_of, repository, said, why_of, zeroed

_PATIENCE_S: Final = 60.0
_PAUSE_S: Final = 0.2
_BENCH: Final = "ferrule-over"
"""A folder beside git's index, in which its next one is made ready; a killed call is known by it."""
_STAGED: Final = "coming"
_FETCH: Final = (
    *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"),
    "--recurse-submodules=no",
)


def brought_over(home: Path, tasks: Tasks, task: Task, tell: Callable[[str], None]) -> tuple[str, ...]:
    """Bring the commit of a task over, and the logs of its boxes; gives words on what the user should know.

    The branch that is checked out moves on to it, if it stands where it stood when the task began, no task is open in
    the working tree, and no file that the commit changes is changed there. Otherwise the commit is left on a branch of
    its own. Files that the commit does not change are not touched. After `kill -9` each file is the old one or the
    new one; the next call does the rest.

    Raises:
        NotCloned: when the commit cannot be fetched.
        WrongUse: when git does not read the repository, or another ferrule commits in it for a minute.
        NotWritable: when a file could neither be replaced nor all be put back.
    """
    _keep_logs(tasks.folder, task)
    if not task.commit:
        return ()
    repo = repository(home)
    if repo is None:
        raise WrongUse(f"{home}: no git repository any more; the commit lies in {top_of(task)}")
    with ExitStack() as held:
        bench = repo.folder / _BENCH / task.id
        unlock(repo, bench)
        _enter(held, home, repo)
        kept = f"refs/ferrule/{task.id}"
        obeyed(repo.top, *_FETCH, str(top_of(task)), f"+{task.commit}:{kept}")
        changes = moved(repo, task.origin.head, task.commit)
        why = "" if _has(repo, task.commit) else hindrance(home, repo, task, changes)
        if not why:
            why = _moved_on(home, repo, task, changes, tell)
        if why:
            return (_as_branch(repo, task, kept, why),)
        bench.mkdir(parents=True, exist_ok=True)
        if head_of(repo) == task.commit and (left := bring(repo, bench, task.origin.head, {}, changes)):
            raise WrongUse(left)
        shutil.rmtree(bench)
        with suppress(OSError):  # another task may have been killed at it
            bench.parent.rmdir()
        asked(repo, "update-ref", "-d", kept)
    return ()


def _moved_on(home: Path, repo: Repository, task: Task, changes: Moved, tell: Callable[[str], None]) -> str:
    """Put the files in place and move the branch on; gives why it could not be done, with all files as they were."""
    if _has(repo, task.commit):
        return ""
    tell(f"bringing over: {len(changes)} files")
    try:
        _put(home, repo, task, task.commit, changes)
        words = ("-m", f"ferrule: {task.id}", "HEAD", task.commit, task.origin.head)
        told = asked(repo, "update-ref", *words)
        why = "" if told.ok else f"the branch cannot be moved: {why_of(told)}"
    except NotWritable as fault:
        why = str(fault)
    if why and not _has(repo, task.commit):
        _put(home, repo, task, task.origin.head, changes)
        return why
    return ""


def _put(home: Path, repo: Repository, task: Task, commit: str, changes: Moved) -> None:
    """Give the files of the change the content that they have in a commit."""
    room = state_folder(home).folder.resolve()
    staging = top_of(task).parent / _STAGED
    there = frozenset(said(repo, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).split("\0"))
    staying = tuple(name for name in changes if name in there)
    index = staging / "index"
    staging.mkdir(exist_ok=True)
    said(repo, "read-tree", commit, index=index)
    words = ("checkout-index", "--force", "-z", "--stdin", f"--prefix={staging / 'files'}/")
    said(repo, *words, index=index, stdin=zeroed(staying))
    coming = [Coming(repo.top / name, staging / "files" / name if name in staying else None) for name in changes]
    put_in_place(home, room, coming)


def _has(repo: Repository, commit: str) -> bool:
    """Give whether what is checked out holds the commit already."""
    return asked(repo, "merge-base", "--is-ancestor", commit, "HEAD").ok


def _as_branch(repo: Repository, task: Task, kept: str, why: str) -> str:
    """Leave the commit on a branch; gives why, and how it is merged."""
    name = f"ferrule/{task.id}"
    made = asked(repo, "update-ref", "-m", f"ferrule: {task.id}", f"refs/heads/{name}", task.commit).ok
    if made:
        asked(repo, "update-ref", "-d", kept)
    return f"not merged, since {why}: `git merge {name if made else kept}`"


def _keep_logs(folder: Path, task: Task) -> None:
    """Keep what shows the evidence of the boxes: the clone, where it was written, goes away."""
    inner = state_folder(Path(task.tree)).folder
    for sha in {box.evidence_sha256 for box in task.boxes if box.evidence_sha256}:
        try:
            text = read_log(inner, sha)
        except StoreBroken:
            continue
        if text is not None:
            keep_log(folder, text)


def _enter(held: ExitStack, home: Path, repo: Repository) -> None:
    """Keep every other ferrule from committing here; one that does is waited for, a killed one's commit settled."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            settle_commit(home)
            held.enter_context(commit_room(repo))
        except WrongUse:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)
        else:
            return
