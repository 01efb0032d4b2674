"""What one file holds: its digest, when it was put in place, its text."""

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

UNREADABLE: Final = "unreadable"
_EXECUTABLE: Final = " x"


def digest_of(path: str, status: os.stat_result) -> str:
    """Give the SHA-256 of a file, with a mark where it may be executed; of a link with where it leads."""
    try:
        if stat.S_ISLNK(status.st_mode):
            inner = hashlib.sha256(os.fsencode(Path(path).readlink()))
            inner.update(Path(path).read_bytes() if Path(path).is_file() else b"")
            return inner.hexdigest()
        if not stat.S_ISREG(status.st_mode):
            return f"special {status.st_mode}"
        with Path(path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return UNREADABLE
    return digest + (_EXECUTABLE if status.st_mode & stat.S_IXUSR else "")


def placed_ns(link: str) -> int:
    """Give when a link or what it leads to was last put in place."""
    times = [Path(link).lstat().st_ctime_ns]
    with suppress(OSError):  # it leads nowhere
        times.append(Path(link).stat().st_ctime_ns)
    return max(times)


def text_of(path: str) -> str:
    """Give what stands in a source; empty when it is no file or cannot be read."""
    try:
        return Path(path).read_text("utf-8", "replace") if Path(path).is_file() else ""
    except OSError:
        return ""
