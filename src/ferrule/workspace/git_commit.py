"""A commit of exactly these files: git makes it, its hooks run, and nothing else that is staged or changed moves."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.errors import WrongUse
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run
from ferrule.workspace.commit_refusals import refusal
from ferrule.workspace.commit_room import (
    INDEX,
    Note,
    bench_in,
    commit_room,
    made_of,
    noted,
    settle,
    settle_killed,
    tree_of,
)
from ferrule.workspace.own_index import (
    PLACES,
    Repository,
    fill,
    head_of,
    is_file,
    names_in,
    repository,
    said,
    staged,
    zeroed,
)
from ferrule.workspace.tree_state import dirty_files

_KEEP_BYTES: Final = 1 << 18
_MESSAGE: Final = "message"
_GIT: Final = (
    *("git", "--no-pager", "-c", "i18n.commitEncoding=utf-8"),
    # a housekeeping that is left behind would be killed halfway
    *("-c", "gc.auto=0", "-c", "maintenance.auto=false"),
    *("commit", "--quiet", "--cleanup=whitespace", "--file"),
)
_ENV: Final[dict[str, str | None]] = {
    **PLACES,
    # what `git -c` hands to its children could switch hooks off
    "GIT_CONFIG_PARAMETERS": None,
    "GIT_CONFIG_COUNT": None,
    "GIT_REFLOG_ACTION": None,
    "GIT_LITERAL_PATHSPECS": None,
    "GIT_NO_REPLACE_OBJECTS": None,
    "GIT_EDITOR": "true",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
}


@dataclass(frozen=True, slots=True)
class Committed:
    """What became of a commit."""

    commit: str = ""
    """Its id; empty when there is none."""
    changed_by_hooks: tuple[str, ...] = ()
    """Files that hooks changed, in the tree or in the commit; relative to the root that was given."""
    output: str = ""
    """What git and the hooks said."""
    why: str = ""
    """Why there is no commit, or what is wrong with the one that there is."""


def commit(
    root: Path, paths: tuple[str, ...], message: str, timeout_s: float, cancel: threading.Event | None = None
) -> Committed:
    """Commit these files as they are now: new, changed, deleted; a renamed one by both its names (E09).

    Everything else stays as it is: in the tree, and in git's index, which git's own commit never sees: it is made from
    an index of ferrule's. The repository's hooks run, and have to agree; when one puts somebody else's changed files
    into the commit, it is taken back. What an earlier call left that was killed is settled first; if that call had made
    its commit, and nothing is left to be committed, it is given again. Never raises for what git or a hook does.

    Args:
        root: of the workspace; it may lie anywhere in its repository.
        paths: relative to `root`, `../x` outside of it.
        message: as it is to stand there; white space at the ends of lines goes.
        timeout_s: for git with all hooks, in seconds.
        cancel: once set, ends them.
    """
    try:
        repo = repository(root)
        if repo is None:
            return Committed(why=f"{root}: no git repository")
        with commit_room(repo) as room:
            earlier = settle_killed(repo, room)
            if earlier.commit and earlier.why:
                return Committed(earlier.commit, why=earlier.why)
            names = tuple(sorted({repo.named(path) for path in paths}))
            if why := refusal(repo, names):
                return Committed(why=why)
            bench = bench_in(room)
            tree = _made_ready(repo, bench, names)
            if not tree:
                return _nothing(earlier.commit)
            (bench / _MESSAGE).write_bytes(message.encode("utf-8", "replace"))
            return _committed(repo, bench, _Asked(names, tree, timeout_s, cancel))
    except (OSError, WrongUse) as fault:
        return Committed(why=str(fault))


def settle_commit(root: Path) -> str:
    """Settle a commit of which the process was killed; gives its id when it was made, empty otherwise.

    Raises:
        WrongUse: when git does not read the repository, or another ferrule is committing.
        OSError: when something cannot be written.
    """
    repo = repository(root)
    if repo is None:
        return ""
    with commit_room(repo) as room:
        return settle_killed(repo, room).commit


@dataclass(frozen=True, slots=True)
class _Asked:
    """One commit that is made ready."""

    names: tuple[str, ...]
    tree: str
    """What is to be committed."""
    timeout_s: float
    cancel: threading.Event | None


def _nothing(earlier: str) -> Committed:
    if not earlier:
        return Committed(why="nothing to commit")
    return Committed(earlier, output="it was made by a call that was killed before it could say so")


def _made_ready(repo: Repository, bench: Path, names: tuple[str, ...]) -> str:
    """Fill ferrule's index with HEAD and these files; gives its tree, empty when that is HEAD's."""
    index, head = bench / INDEX, head_of(repo)
    fill(repo, index, head)
    words = ("update-index", "--add", "--remove", "--replace", "-z", "--stdin")
    said(repo, *words, index=index, stdin=zeroed(names))
    held = names_in(said(repo, "ls-files", "-z", index=index))
    if refused := [name for name in names if name not in held and is_file(repo.top / name)]:
        raise WrongUse(f"{', '.join(refused)}: git takes no such file into a commit")
    return said(repo, "write-tree", index=index).strip() if staged(repo, head, index) else ""


def _committed(repo: Repository, bench: Path, ready: _Asked) -> Committed:
    before = head_of(repo)
    was = dirty_files(repo, before)
    in_index = {name: new for name, (_, new) in staged(repo, before).items()}
    note = noted(bench, before, ready.names, tuple(was), in_index)
    outcome = _run(repo, bench, ready)
    made = _made(repo, bench, note, outcome)
    settled = settle(repo, bench.parent, note, made)
    words = [settled.why, _words(outcome, ready.timeout_s, settled.commit)]
    touched: tuple[str, ...] = ()
    try:
        touched = _touched(repo, was, note, (ready.tree, made))
    except WrongUse as fault:  # a hook may have left no repository that git reads
        words.append(str(fault))
    return Committed(settled.commit, touched, outcome.stdout.text, "; ".join(filter(None, words)))


def _run(repo: Repository, bench: Path, ready: _Asked) -> Outcome:
    env = {**_ENV, "GIT_INDEX_FILE": str(bench / INDEX)}
    argv = (*_GIT, str(bench / _MESSAGE))
    command = Command(argv, repo.top, ready.timeout_s, env, merged=True, keep_bytes=_KEEP_BYTES)
    return run(command, cancel=ready.cancel)


def _made(repo: Repository, bench: Path, note: Note, outcome: Outcome) -> str:
    """Give the commit that git made: a hook may have changed its tree, or may have failed after it."""
    made = made_of(repo, note.before, tree_of(repo, bench))
    return made or (made_of(repo, note.before, "") if outcome.ok else "")


def _touched(repo: Repository, was: Mapping[str, str], note: Note, trees: tuple[str, str]) -> tuple[str, ...]:
    """Give what hooks changed: files of the tree, and files of the commit."""
    now = dirty_files(repo, note.before)
    names = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
    if trees[1]:
        names |= names_in(said(repo, "diff-tree", "-r", "--name-only", "--no-renames", "-z", *trees))
    return tuple(sorted(repo.shown(name) for name in names))


def _words(outcome: Outcome, timeout_s: float, made: str) -> str:
    """Give why git failed; after the commit was made, what did."""
    if outcome.ok:
        return ""
    lines = [line for line in outcome.stdout.text.split("\n") if line.strip()]
    last = f": {lines[-1]}" if lines else ""
    by = {
        Ended.TIMED_OUT: f"it did not end within {timeout_s:g} s: a hook, or a signature that waits for a password",
        Ended.CANCELLED: "it was cancelled",
        Ended.EXITED: f"it ended with {outcome.code}{last}",
        Ended.SIGNALLED: f"it was ended by signal {outcome.signal}{last}",
    }
    what = "the commit was made, but git was not done" if made else "git made no commit"
    return f"{what}: {by.get(outcome.ended, outcome.note)}"
