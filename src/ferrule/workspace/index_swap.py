"""The index that git uses, brought in line with a commit for some paths, in one step that a kill leaves whole."""

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from ferrule.workspace.own_index import NOT_UTF8, Held, Repository, asked, head_of, held_by_git, said, staged

_PATIENCE_S: Final = 3.0
_PAUSE_S: Final = 0.05
_NEXT: Final = "next"


def bring(repo: Repository, bench: Path, before: str, noted: Mapping[str, str], names: Iterable[str]) -> str:
    """Make git's index hold what HEAD holds, for these paths, and leave all else in it; gives why not, or nothing.

    An entry that is not what it was before the commit is left: somebody has staged something meanwhile.

    Args:
        repo: whose index.
        bench: a folder of ferrule's on the same disk.
        before: the commit that was HEAD before.
        noted: entries that the index held otherwise than that commit, `mode id`.
        names: relative to the top of the repository.
    """
    until = time.monotonic() + _PATIENCE_S
    wanted = frozenset(name for name in names if NOT_UTF8 not in name)
    while not _brought(repo, bench, before, noted, wanted):
        if time.monotonic() > until:
            return f"git's index is locked ({lock_of(repo)}): what was committed still looks changed in it"
        time.sleep(_PAUSE_S)
    return ""


def unlock(repo: Repository, bench: Path) -> None:
    """Take away the lock of a `bring` that was killed: it is the very file that ferrule had made ready."""
    with suppress(FileNotFoundError):
        if lock_of(repo).samefile(bench / _NEXT):
            lock_of(repo).unlink()


def stays_locked(repo: Repository) -> bool:
    """Give whether git's index is locked for longer than a git that is at work needs."""
    until = time.monotonic() + _PATIENCE_S
    while lock_of(repo).exists():
        if time.monotonic() > until:
            return True
        time.sleep(_PAUSE_S)
    return False


def lock_of(repo: Repository) -> Path:
    """Give the file by which git locks its index."""
    return repo.folder / "index.lock"


def _brought(repo: Repository, bench: Path, before: str, noted: Mapping[str, str], names: frozenset[str]) -> bool:
    following = bench / _NEXT
    following.unlink(missing_ok=True)
    seen = held_by_git(repo)
    if seen is not None:
        seen.write(following)
    since = {name: new for name, (_, new) in staged(repo, before, following).items()}
    head = head_of(repo)
    entries = {
        name: old or f"0 {'0' * len(head)}"
        for name, (old, _) in staged(repo, head, following).items()
        if name in names and since.get(name) == noted.get(name)
    }
    if not entries:
        return True
    lines = "".join(f"{entry}\t{name}\0" for name, entry in entries.items())
    said(repo, "update-index", "-z", "--index-info", index=following, stdin=lines.encode())
    asked(repo, "update-index", "-q", "--refresh", index=following)
    return _put(repo, following, seen)


def _put(repo: Repository, following: Path, seen: Held | None) -> bool:
    """Put the file in the place of git's index, under git's own lock, if that is still what was seen."""
    try:
        os.link(following, lock_of(repo))
    except FileExistsError:
        return False
    if held_by_git(repo) != seen:
        lock_of(repo).unlink()
        return False
    lock_of(repo).replace(repo.index)
    following.unlink()
    return True
