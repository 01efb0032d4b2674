"""The logs of gates, kept by the hash of what they say: the same text is kept once."""

import contextlib
import errno
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.errors import StoreBroken
from ferrule.store.refusals import words

FOLDER: Final = "logs"

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LONE_SURROGATES: Final = "surrogatepass"
"""Text may hold them where a program wrote bytes that are no UTF-8; the log keeps them."""


@dataclass(frozen=True, slots=True)
class StoredLog:
    """A log that is on disk."""

    sha256: str
    """Of the bytes in the file."""
    path: Path
    bytes: int


def keep_log(folder: Path, text: str) -> StoredLog:
    """Write a log below this state folder. The caller has masked all secrets: what comes here is kept.

    A log that is there already is touched, so that `clean` sees it as new.

    Raises:
        StoreBroken: when it cannot be written; no half of it is left under its name.
    """
    data = text.encode("utf-8", _LONE_SURROGATES)
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(folder, sha256)
    try:
        if _holds(path, data):
            os.utime(path)
        else:
            _write(folder, path, data)
    except OSError as refusal:
        raise StoreBroken(words(path, refusal)) from refusal
    return StoredLog(sha256, path, len(data))


def read_log(folder: Path, sha256: str) -> str | None:
    """Give the text of a log; None when it is not there, or is no longer what its name says.

    Raises:
        StoreBroken: when it is there and cannot be read.
    """
    if not _SHA256.fullmatch(sha256):
        return None
    path = _path(folder, sha256)
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as refusal:
        raise StoreBroken(words(path, refusal)) from refusal
    if hashlib.sha256(data).hexdigest() != sha256:
        return None
    try:
        return data.decode("utf-8", _LONE_SURROGATES)
    except UnicodeDecodeError:  # Not ours: somebody put it there under its right name.
        return None


def _path(folder: Path, sha256: str) -> Path:
    return folder / FOLDER / sha256[:2] / f"{sha256}.log"


def _holds(path: Path, data: bytes) -> bool:
    """Give whether the file is there and whole: a crash may have cut it."""
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _write(folder: Path, path: Path, data: bytes) -> None:
    for part in (folder / FOLDER, path.parent):
        if part.is_symlink():  # A hostile repository could lead us out of the workspace with it.
            raise OSError(errno.ELOOP, "a symbolic link on the way, which is not followed")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
    try:
        with unfinished.open("xb") as file:
            file.write(data)
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
