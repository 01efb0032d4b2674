"""What became of a repository since a task began: files, commits, and what was pushed."""

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from ferrule.errors import WrongUse
from ferrule.facts.task import Origin
from ferrule.workspace.own_index import (
    Repository,
    asked,
    branch_of,
    head_of,
    is_file,
    names_in,
    repository,
    said,
    scratch_index,
    staged,
)

_OURS: Final = ".ferrule/"
_PUSHED: Final = "update by push"
_MADE_HERE: Final = re.compile(r"commit\b|cherry-pick|revert|am\b|[^:]*\((pick|squash|fixup|reword|edit|continue)\)")
"""How the line in HEAD's log begins that a commit left which was made here; others came from elsewhere."""
_MERGED_HERE: Final = "Merge made by"


@dataclass(frozen=True, slots=True)
class TaskFiles:
    """The files that differ from the commit at which a task began, by whose they are; relative to the root."""

    mine: tuple[str, ...] = ()
    """As they were in that commit when the task began, and changed since, committed or not."""
    both: tuple[str, ...] = ()
    """Had been changed before, and were changed again since: they hold somebody else's work, too."""
    foreign: tuple[str, ...] = ()
    """Had been changed before, and are what they were then."""


class Past(StrEnum):
    """What became of the commit at which a task began."""

    KEPT = "kept"
    """It is still part of what HEAD stands on."""
    AMENDED = "amended"
    """Another one is in its place."""
    RESET = "reset"
    """HEAD stands on one before it."""
    SWITCHED = "switched"
    """Another branch is checked out, and that one does not hold it."""
    REWRITTEN = "rewritten"
    GONE = "gone"
    """git does not know it any more."""


@dataclass(frozen=True, slots=True)
class Since:
    """What HEAD stands on, compared with the commit at which a task began."""

    commits: tuple[str, ...] = ()
    """Those that HEAD has and that commit does not reach, the newest first."""
    past: Past = Past.KEPT
    branch: str | None = None
    """The branch that is checked out now, empty for none; None where it is the same as then."""


def origin_of(root: Path) -> Origin:
    """Give what a repository is now: commit, branch, changed and new files, what is known of remote branches.

    Paths are relative to `root`; those of files elsewhere in the repository begin with `../`. Each has the SHA-256 of
    its content, of a link where it leads, of a submodule the commit that is checked out in it; ` x` behind the hash
    says that it may be executed, ` link` that it is one. Deleted: empty. Staged counts as changed. Ignored files and
    ferrule's own are left out. Without git, or without a commit, `head` is empty.

    Raises:
        WrongUse: when git does not read the repository.
    """
    repo = repository(root)
    if repo is None:
        return Origin()
    head = head_of(repo)
    dirty = {repo.shown(name): digest for name, digest in sorted(dirty_files(repo, head).items())}
    return Origin(head, branch_of(repo), dirty, _remotes(repo))


def dirty_files(repo: Repository, commit: str) -> dict[str, str]:
    """Give each file that differs from a commit, in the tree or in git's index; paths are relative to the top."""
    in_index = staged(repo, commit)
    names = _changed(repo, commit, in_index) | in_index.keys()
    return {name: _digest(repo.top / name) for name in names if not _is_ours(repo, name)}


def task_files(root: Path, origin: Origin) -> TaskFiles:
    """Give the files of a task, and those that are somebody else's (E09).

    git's index is not believed: an entry of it can say `assume-unchanged`, and a file can be taken out of it.

    Raises:
        WrongUse: when git does not read the repository, or does not know the commit any more.
    """
    repo = repository(root)
    if repo is None:
        raise WrongUse(f"{root}: no git repository")
    changed = _changed(repo, origin.head, staged(repo, origin.head))
    now = {repo.shown(name) for name in changed if not _is_ours(repo, name)}
    same = {path for path, digest in origin.dirty.items() if digest == _digest(repo.top / repo.named(path))}
    both = (origin.dirty.keys() - same) & now  # one that is as in the commit again is nobody's
    return TaskFiles(tuple(sorted(now - origin.dirty.keys())), tuple(sorted(both)), tuple(sorted(same)))


def commits_since(root: Path, origin: Origin) -> Since:
    """Give the commits that were made since, or came by another way, and whether the past is what it was.

    Raises:
        WrongUse: when git does not read the repository.
    """
    repo = repository(root)
    if repo is None:
        raise WrongUse(f"{root}: no git repository")
    standing, head = branch_of(repo), head_of(repo)
    switched = None if standing == origin.branch else standing
    if not head:
        return Since((), Past.SWITCHED if origin.head else Past.KEPT, switched)
    if not origin.head:
        return Since(tuple(said(repo, "rev-list", head, "--").split()), Past.KEPT, switched)
    if not asked(repo, "cat-file", "-e", f"{origin.head}^{{commit}}").ok:
        return Since((), Past.GONE, switched)
    commits = tuple(said(repo, "rev-list", f"{origin.head}..{head}", "--").split())
    return Since(commits, _past(repo, origin.head, head, commits, switched), switched)


def pushed_since(root: Path, origin: Origin) -> tuple[str, ...]:
    """Give the remote branches that show a push since: they hold a commit made here, or their log says so (E09).

    What was fetched or pulled does not count. A push that changed no remote branch of this clone is not seen: to an
    address instead of a remote, of a tag, of a branch that was deleted again.

    Raises:
        WrongUse: when git does not read the repository.
    """
    repo = repository(root)
    if repo is None:
        return ()
    moved = {name: now for name, now in _remotes(repo).items() if origin.remotes.get(name) != now}
    before = tuple(f"^{one}" for one in (origin.head, *origin.remotes.values()) if one)
    here = _made_here(repo, before) if moved else frozenset()
    return tuple(
        sorted(
            name
            for name, now in moved.items()
            if _says_pushed(repo, name, origin.remotes.get(name, ""))
            or not here.isdisjoint(_reached(repo, now, before))
        )
    )


def _changed(repo: Repository, commit: str, in_index: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """Give the names of files that are not what they are in a commit; a submodule is asked for its commit alone."""
    with scratch_index(repo, commit) as index:
        words = ("diff-files", "--name-only", "--no-renames", "--ignore-submodules=dirty", "-z")
        found = names_in(said(repo, *words, index=index))
        found |= names_in(said(repo, "ls-files", "--others", "--exclude-standard", "-z", index=index))
    # ignored, and added all the same
    return found | {name for name, (old, _) in in_index.items() if not old and is_file(repo.top / name)}


def _is_ours(repo: Repository, name: str) -> bool:
    return name.startswith(repo.inner + _OURS)


def _digest(place: Path) -> str:
    """Give what a path holds, as `origin_of` tells it."""
    try:
        status = place.lstat()
        if stat.S_ISLNK(status.st_mode):
            return f"{hashlib.sha256(os.fsencode(place.readlink())).hexdigest()} link"
        if stat.S_ISDIR(status.st_mode):
            return _commit_in(place)
        if not stat.S_ISREG(status.st_mode):
            return "special"
        with place.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as refusal:
        return f"unreadable: {refusal.strerror}"
    return f"{digest} x" if status.st_mode & stat.S_IXUSR else digest


def _commit_in(place: Path) -> str:
    """Give the commit that is checked out in a repository within ours; empty for a plain folder."""
    if not (place / ".git").exists():
        return ""
    inner = repository(place)
    return (head_of(inner) if inner else "") or "no commit"


def _remotes(repo: Repository) -> dict[str, str]:
    listed = said(repo, "for-each-ref", "--format=%(refname) %(objectname) %(symref)", "refs/remotes")
    rows = (line.split(" ") for line in listed.split("\n") if line)
    return {name: commit for name, commit, points_to in rows if not points_to}


def _past(repo: Repository, then: str, head: str, commits: tuple[str, ...], switched: str | None) -> Past:
    if asked(repo, "merge-base", "--is-ancestor", then, head).ok:
        return Past.KEPT
    if switched is not None:
        return Past.SWITCHED
    if not commits:
        return Past.RESET
    parents = (asked(repo, "rev-parse", f"{one}^@").stdout.text for one in (then, commits[-1]))
    return Past.AMENDED if len({*parents}) == 1 else Past.REWRITTEN


def _reached(repo: Repository, commit: str, before: tuple[str, ...]) -> list[str]:
    """Give what a commit stands on, itself included, without what was known before."""
    return said(repo, "rev-list", "--ignore-missing", "--stdin", stdin="\n".join((commit, *before)).encode()).split()


def _made_here(repo: Repository, before: tuple[str, ...]) -> frozenset[str]:
    """Give the commits that were made in this working tree; without HEAD's log, all that it has since."""
    log = _log(repo, "HEAD")
    if not log and (head := head_of(repo)):
        return frozenset(_reached(repo, head, before))
    return frozenset(commit for commit, words in log if _MADE_HERE.match(words) or _MERGED_HERE in words)


def _says_pushed(repo: Repository, name: str, then: str) -> bool:
    """Give whether a push stands in a remote branch's log, above the commit that it had then."""
    for commit, words in _log(repo, name):
        if commit == then:
            return False
        if words.startswith(_PUSHED):
            return True
    return False


def _log(repo: Repository, name: str) -> list[tuple[str, str]]:
    """Give what moved a reference, the newest first; nothing where git keeps no log of it."""
    words = ("log", "--walk-reflogs", "--no-show-signature", "--no-decorate", "--format=%H %gs", "--max-count=5000")
    told = asked(repo, *words, name, "--").stdout.text
    return [(commit, words) for commit, _, words in (line.partition(" ") for line in told.split("\n")) if commit]
