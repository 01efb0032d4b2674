"""Run as a program inside of `unshare`: mounts, then becomes the program that is to see them.

Not a shell script with mount(8): a shell drops variables that Cargo needs, such as `CARGO_BIN_EXE_my-tool`.
"""

import ctypes
import os
import sys
from collections.abc import Iterator

_RDONLY, _REMOUNT, _BIND, _REC, _RELATIME = 1, 32, 4096, 16384, 1 << 21
_KEPT = os.ST_NOSUID | os.ST_NODEV | os.ST_NOEXEC | os.ST_NOATIME | os.ST_NODIRATIME
"""Flags with the same value for a mount as in its description. What a mount has of these may not be taken away."""


def main(argv: list[bytes]) -> None:
    """Mount as told, in order, then run the rest: `(ro|rw WHAT WHERE)... -- PROGRAM...`."""
    end = argv.index(b"--")
    for is_writable, what, where in list(_opened(argv[:end])):
        _mount(b"/proc/self/fd/%d" % what, where, _BIND | _REC)
        if not is_writable:
            _mount(None, where, _REMOUNT | _BIND | _RDONLY | _flags(where))
        os.close(what)
    os.chdir(os.getcwdb())  # noqa: PTH109 - where we are now lies below the mounts; pathlib takes long to import
    os.execvp(argv[end + 1], argv[end + 1 :])  # noqa: S606 - the point of it: no shell


def _opened(words: list[bytes]) -> Iterator[tuple[bool, int, bytes]]:
    """Yield what to show as open files: a path may soon lead to what was mounted over it."""
    for way, what, where in zip(words[::3], words[1::3], words[2::3], strict=True):
        yield way == b"rw", os.open(what, os.O_PATH), where


def _flags(where: bytes) -> int:
    found = os.statvfs(where).f_flag
    return found & _KEPT | (_RELATIME if found & os.ST_RELATIME else 0)


def _mount(what: bytes | None, where: bytes, flags: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(what, where, None, ctypes.c_ulong(flags), None):
        fault = ctypes.get_errno()
        raise OSError(fault, os.strerror(fault), os.fsdecode(where))


if __name__ == "__main__":
    try:
        main([os.fsencode(word) for word in sys.argv[1:]])
    except OSError as refused:
        sys.exit(str(refused))
