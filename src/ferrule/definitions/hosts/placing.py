"""One file put into a host's folder, or taken out of it: as a whole, and never outside of the root."""

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from ferrule.definitions.real_path import real_path
from ferrule.edits.replace import put, seen, stage, sync_folder, write_new
from ferrule.errors import FerruleError, NotWritable

_MOST_RIGHTS: Final = 0o777
_PLAIN: Final = 0o666
_OWNERS: Final = 0o600


class InstallBusy(FerruleError):
    """Another ferrule is at work below the same root."""

    exit_code = 3
    hint = "Run the command again when the other one has ended."


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep every other ferrule from installing below the root, which is made when it is not there; raises OSError.

    Raises:
        InstallBusy: when one is at it.
    """
    root.mkdir(parents=True, exist_ok=True)
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as busy:
        raise InstallBusy(f"{root}: another ferrule is installing there") from busy
    finally:
        os.close(handle)


def closed(root: Path, path: str) -> str:
    """Give why nothing can be written at a path below the root; empty when it can."""
    top, here = real_path(root), root
    for part in PurePosixPath(path).parts[:-1]:
        here /= part
        if not os.path.lexists(here):
            return ""
        if not (real := real_path(here)) or not Path(real).is_relative_to(top):
            return f"{here} is a link that leads out of {root}"
        if not here.is_dir():
            return f"{here} is no folder"
    there = root / path
    return "is a folder" if there.is_dir() and not there.is_symlink() else ""


def place(root: Path, path: str, content: bytes, *, is_executable: bool = False) -> None:
    """Put a file in its place in one step; what had the name before is replaced, a link is not followed.

    It is as open to others as the folder that it lies in.

    Raises:
        NotWritable: when the place is closed, or the system refuses.
    """
    with _open_place(root, path) as target:
        target.parent.mkdir(parents=True, exist_ok=True)
        rights = target.parent.stat().st_mode & (_MOST_RIGHTS if is_executable else _PLAIN)
        temp = _temp(target)
        try:
            write_new(temp, content)
            temp.chmod(rights | _OWNERS)
            temp.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temp.unlink()
            raise
        sync_folder(target.parent)


def renew(root: Path, path: str, content: bytes, before: str) -> bool:
    """Replace a file of somebody else's, with its owner and rights; gives False where it is not what it was before.

    Args:
        root: below which it lies.
        path: from the root on.
        content: what it is to hold.
        before: the hash of what it held when it was read.

    Raises:
        NotWritable: when the place is closed, or the system refuses.
    """
    with _open_place(root, path) as target:
        temp = _temp(target)
        try:
            stage(temp, target, content, stat.S_IMODE(target.stat().st_mode))
            if seen(target) != before:
                return False
            put(temp, target)
        finally:
            temp.unlink(missing_ok=True)
        sync_folder(target.parent)
    return True


def take_out(root: Path, path: str) -> None:
    """Remove a file and what an interrupted installation left beside it.

    Raises:
        NotWritable: when the place is closed, or the system refuses.
    """
    with _open_place(root, path) as target:
        _temp(target).unlink(missing_ok=True)
        target.unlink(missing_ok=True)


def clear(root: Path, path: str) -> None:
    """Remove what an interrupted installation left beside a path; raises OSError."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if not closed(root, path):
            _temp(root / path).unlink()


def prune(root: Path, paths: Iterable[str]) -> None:
    """Remove the folders above those paths that are empty now, but never the root."""
    folders = {folder for path in paths for folder in PurePosixPath(path).parents if folder.parts}
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        if not closed(root, f"{folder}/any"):
            with contextlib.suppress(OSError):  # not empty, or not there
                (root / folder).rmdir()


@contextlib.contextmanager
def _open_place(root: Path, path: str) -> Iterator[Path]:
    """Give the file's full path where it may be written; a refusal names it, not the file that waited beside it."""
    if why := closed(root, path):
        raise NotWritable(f"{root / path}: {why}")
    try:
        yield root / path
    except OSError as refusal:
        raise NotWritable(f"{root / path}: {refusal.strerror or refusal}") from refusal


def _temp(target: Path) -> Path:
    """Give the name under which new content waits: known after a kill, hidden, and read by no host."""
    return target.with_name(f".{target.name}.ferrule-new")
