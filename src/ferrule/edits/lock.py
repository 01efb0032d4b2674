"""One edit step at a time: a second ferrule waits for the first."""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

ROOM = "edits"
"""The folder below the workspace's state folder where journals and lock are kept."""


@contextlib.contextmanager
def edit_lock(state: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the workspace's edit lock; `on_wait` is called once if somebody else holds it. Raises OSError.

    The kernel releases the lock of a process that dies. It is not re-entrant.
    """
    room = state / ROOM
    room.mkdir(parents=True, exist_ok=True)
    handle = os.open(room / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _take(handle, on_wait)
        try:
            _sign(handle, str(os.getpid()).encode())
            yield
        finally:
            _sign(handle, b"")
    finally:
        os.close(handle)


def silent(_words: str) -> None:
    """Say nothing: for callers that have nobody to tell."""


def _take(handle: int, on_wait: Callable[[str], None]) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        who = os.pread(handle, 20, 0).decode("ascii", "replace")
        on_wait(f"waiting for {f'process {who}' if who.isdecimal() else 'another ferrule'}, which is editing files")
        fcntl.flock(handle, fcntl.LOCK_EX)


def _sign(handle: int, who: bytes) -> None:
    with contextlib.suppress(OSError):  # A full disk: the lock holds without the name.
        os.ftruncate(handle, 0)
        os.pwrite(handle, who, 0)
