"""One file replaced as a whole: written beside it, then renamed over it."""

import contextlib
import errno
import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.edits.changes import sha256

_MILLISECOND_NS: Final = 1_000_000
_NO_FILE: Final = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO)
"""Nothing there, no folder on the way, a symbolic link, a socket."""


def seen(path: Path) -> str | None:
    """Give the hash of a regular file's content; None when there is none, or something else has its name."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as refusal:
        if refusal.errno in _NO_FILE:
            return None
        raise
    with os.fdopen(handle, "rb") as file:
        return sha256(file.read()) if stat.S_ISREG(os.fstat(handle).st_mode) else None


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is on disk when this returns, in place of any of that name."""
    with _fresh(path) as file:
        _write(file, content)


def stage(temp: Path, target: Path, content: bytes, mode: int) -> None:
    """Write the content beside the target, with its owner and attributes; all but the content is settled first.

    So a staged file with the right content is right in all things.
    """
    with _fresh(temp) as file:
        found = target.stat()
        with contextlib.suppress(OSError):  # Only root may give files away.
            os.fchown(file, found.st_uid, found.st_gid)
        shutil.copystat(target, temp)
        os.fchmod(file, mode)
        _write(file, content)


def put(temp: Path, target: Path) -> None:
    """Rename the staged file over the target, which is then newer than before: Cargo goes by that.

    The time is set last: a build that began while files were staged must find them newer than itself.
    """
    now = max(time.time_ns(), target.stat().st_mtime_ns + _MILLISECOND_NS)
    os.utime(temp, ns=(now, now))
    temp.replace(target)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _fresh(path: Path) -> Iterator[int]:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)
