"""A copy of a workspace's sources that is brought up to date, for machines without namespaces."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.facts.repair import Changes

_NOT_SOURCES: Final = frozenset({".git", ".ferrule", ".hg", ".jj", ".svn"})


def mirror(root: Path, target_folder: Path, copy: Path) -> None:
    """Make `copy` equal to `root`, times included, without build products, history and ferrule's own folder.

    Only files that differ in size or time are copied.
    """
    left_out = {target_folder, copy}
    wanted = {file.relative_to(root) for file in _files(root, left_out)}
    if copy.is_dir():
        for file in list(_files(copy, set())):
            if file.relative_to(copy) not in wanted:
                file.unlink()
    for name in wanted:
        _bring(root / name, copy / name)


def outside_of(root: Path, changes: Changes) -> str:
    """Give why a copy of `root` cannot hold these changes; empty when it can."""
    outside = next((path for path in changes if not path.is_relative_to(root)), None)
    return f"{outside} lies outside of the workspace: no namespace to change it in" if outside else ""


def put(changes: Changes, root: Path, copy: Path) -> None:
    """Write changes of files in `root` into its copy."""
    for path, content in changes.items():
        place = copy / path.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)  # it may be a link
        place.write_bytes(content)


def take_back(changes: Changes, root: Path, copy: Path) -> None:
    """Make the changed files of the copy equal to the originals again."""
    for path in changes:
        place = copy / path.relative_to(root)
        place.unlink(missing_ok=True)
        if path.exists():
            _bring(path, place)


def _files(root: Path, left_out: set[Path]) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(root):
        here = Path(folder)
        subfolders[:] = [name for name in subfolders if name not in _NOT_SOURCES and here / name not in left_out]
        links = [name for name in subfolders if (here / name).is_symlink()]
        yield from (here / name for name in (*names, *links))


def _bring(original: Path, place: Path) -> None:
    if not original.is_symlink() and place.exists() and not place.is_symlink() and _same(original, place):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    shutil.copy2(original, place, follow_symlinks=False)


def _same(one: Path, other: Path) -> bool:
    a, b = one.stat(), other.stat()
    return (a.st_size, a.st_mtime_ns) == (b.st_size, b.st_mtime_ns)
