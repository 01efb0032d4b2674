"""What lies in the watched folders at one moment, without what no save can concern."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

Mark: TypeAlias = tuple[int, int, int, int]
"""Size, times of last change of content and of inode in nanoseconds, number of the inode."""

LEFT_OUT: Final = frozenset({".git", ".hg", ".jj", ".svn", ".ferrule"})
_TAG: Final = "CACHEDIR.TAG"


@dataclass(frozen=True, slots=True)
class Look:
    """Files and folders of one moment, by absolute path."""

    files: Mapping[str, Mark]
    folders: frozenset[str]

    def changed_since(self, before: "Look") -> frozenset[str]:
        """Give the files that are new, gone or written since an earlier look."""
        names = self.files.keys() | before.files.keys()
        return frozenset(name for name in names if self.files.get(name) != before.files.get(name))


@dataclass(frozen=True, slots=True)
class Ground:
    """Which folders are watched."""

    roots: tuple[str, ...]
    """The workspace's root first; the others lie outside of it."""
    target: str
    """Where Cargo builds."""

    @property
    def root(self) -> str:
        """The folder of the workspace."""
        return self.roots[0]

    def holds(self, path: str) -> bool:
        """Give whether a change of this path may concern a gate: no build product, no history, nothing of ferrule's."""
        if path == self.target or path.startswith(f"{self.target}{os.sep}"):
            return False
        inside = next((root for root in self.roots if path.startswith(f"{root}{os.sep}")), None)
        return inside is not None and not LEFT_OUT.intersection(Path(path[len(inside) + 1 :]).parts)


def looked(ground: Ground, counting: Callable[[Iterable[str]], frozenset[str]]) -> Look:
    """Give what lies there now. Links are not followed; folders that are marked as caches are left out.

    Args:
        ground: where to look.
        counting: gives those of these folders in which a change may count; the others are not looked into.
    """
    files: dict[str, Mark] = {}
    folders: set[str] = set()
    waiting = frozenset(ground.roots)
    while waiting:
        below: set[str] = set()
        for here in waiting - folders:
            entries = _entries(here)
            if entries is not None and (here in ground.roots or not _is_cache(entries)):
                folders.add(here)
                below.update(_taken(entries, files, ground))
        waiting = counting(below)
    return Look(files, frozenset(folders))


def _taken(entries: list["os.DirEntry[str]"], files: dict[str, Mark], ground: Ground) -> Iterator[str]:
    """Take in the files of one folder, and yield the folders in it."""
    for entry in entries:
        with suppress(OSError):  # gone meanwhile
            if not entry.is_dir(follow_symlinks=False):
                files[entry.path] = mark_of(entry.stat(follow_symlinks=False))
            elif entry.name not in LEFT_OUT and entry.path != ground.target:
                yield entry.path


def mark_of(status: os.stat_result) -> Mark:
    """Give what tells two states of a file apart."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def marks_of(paths: Iterable[Path]) -> tuple[tuple[str, Mark | None], ...]:
    """Give what tells two states of these files apart; None for one that is not there."""
    return tuple((str(path), _mark(path)) for path in paths)


def _mark(path: Path) -> Mark | None:
    try:
        return mark_of(path.stat())
    except (OSError, ValueError):
        return None


def _entries(folder: str) -> list["os.DirEntry[str]"] | None:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return None


def _is_cache(entries: list["os.DirEntry[str]"]) -> bool:
    return any(entry.name == _TAG for entry in entries)
