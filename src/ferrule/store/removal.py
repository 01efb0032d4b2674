"""Files of ferrule's own, found, weighed and taken away; links are never followed."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_TRIES: Final = 10


def entries(folder: Path) -> tuple[Path, ...]:
    """Give what is directly in a folder; nothing where there is no folder, or a link to one."""
    return tuple(sorted(folder.iterdir())) if folder.is_dir() and not folder.is_symlink() else ()


def files(path: Path) -> Iterator[Path]:
    """Give all that is no folder at or below a path."""
    waiting = [path] if path.exists() or path.is_symlink() else []
    while waiting:
        entry = waiting.pop()
        waiting.extend(entries(entry))
        if entry.is_symlink() or not entry.is_dir():
            yield entry


def size(file: Path) -> int:
    """Give the bytes of a file; none when it is gone."""
    try:
        return file.lstat().st_size
    except FileNotFoundError:
        return 0


def changed_ns(path: Path) -> int:
    """Give when it last changed; long ago when it is gone."""
    try:
        return path.lstat().st_mtime_ns
    except FileNotFoundError:  # Another process that cleans was quicker.
        return 0


def disk_bytes(folder: Path) -> int:
    """Give what a folder takes up: a file of several names counts once, what cannot be looked at not at all."""
    sizes: dict[tuple[int, int], int] = {}
    waiting = [folder]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as found:
            for entry in found:
                stat = entry.stat(follow_symlinks=False)
                sizes[stat.st_dev, stat.st_ino] = stat.st_size
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
    return sum(sizes.values())


def remove(paths: Iterable[Path]) -> None:
    """Take files and whole folders away; raises OSError."""
    for path in paths:
        with contextlib.suppress(FileNotFoundError):  # Another process that cleans was quicker.
            if path.is_dir() and not path.is_symlink():
                _remove_folder(path)
            else:
                path.unlink()


def _remove_folder(folder: Path) -> None:
    for _ in range(_TRIES):  # Where another cleans too, each try gets further.
        try:
            return shutil.rmtree(folder)
        except FileNotFoundError:
            if not folder.exists():
                return None
        except RecursionError as refusal:  # Made by a build script, say, to be in our way.
            raise OSError(errno.ENAMETOOLONG, "folders too deep within each other", str(folder)) from refusal
    return None
