"""The file of the log: bounded, for this user's eyes only, and never written through a link."""

import errno
import fcntl
import os
import stat
from pathlib import Path
from typing import Final, Self

FOLDER: Final = "log"
NAME: Final = "ferrule.jsonl"
LONGEST: Final = 1 << 20
"""Bytes of one file, less the line that does not fit any more."""
OLDER: Final = 3
"""How many files are kept beside the one that is written."""
_APPEND: Final = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""O_NONBLOCK: a named pipe in the place of the log is refused at once, where it would wait for a reader for ever."""


class LogFile:
    """The log below a state folder, appended to by any number of processes; a context manager.

    A repository may bring a state folder along: what is no plain file of this user with one name is refused.
    All of it raises OSError.
    """

    def __init__(self, state: Path) -> None:
        self.path = state / FOLDER / NAME
        self._folder = self._file = -1

    def __enter__(self) -> Self:
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        self._folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        for number in (self._file, self._folder):
            if number >= 0:
                os.close(number)

    def write(self, line: bytes) -> None:
        """Append one whole line, in a file that is put aside first when it is full."""
        if self._is_moved():
            self._open()
        size = os.fstat(self._file).st_size
        if size and size + len(line) > LONGEST:
            self._turn()
        os.write(self._file, line)

    def _open(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self._file = os.open(NAME, _APPEND, 0o600, dir_fd=self._folder)
        found = os.fstat(self._file)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1 or found.st_uid != os.geteuid():
            raise OSError(errno.EPERM, "no plain file of this user alone", str(self.path))
        os.fchmod(self._file, 0o600)

    def _is_moved(self) -> bool:
        """Give whether another process has put the file aside."""
        try:
            there = os.stat(NAME, dir_fd=self._folder, follow_symlinks=False)
        except FileNotFoundError:
            return True
        return there.st_ino != os.fstat(self._file).st_ino

    def _turn(self) -> None:
        """Put the file aside and begin another; while another process does so, the file grows a little longer."""
        try:
            fcntl.flock(self._folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        try:
            if not self._is_moved():
                for number in range(OLDER, 0, -1):
                    self._rename(f"{NAME}.{number - 1}" if number > 1 else NAME, f"{NAME}.{number}")
            self._open()
        finally:
            fcntl.flock(self._folder, fcntl.LOCK_UN)

    def _rename(self, old: str, new: str) -> None:
        try:
            os.replace(old, new, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        except FileNotFoundError:
            return
