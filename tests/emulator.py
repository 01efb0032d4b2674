"""A terminal with a screen: an emulator draws what a program writes, so that a test sees what a person sees."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte


class _Screen(pyte.Screen):
    """A screen that is empty each time a program turns to its own: pyte knows only one."""

    def set_mode(self, *modes: int, **how: bool) -> None:
        super().set_mode(*modes, **how)
        if how.get("private") and 1049 in modes:
            self.erase_in_display(2)


class Emulator:
    """One program on a terminal of so many columns and rows."""

    def __init__(self, root: Path, *argv: str, columns: int = 120, rows: int = 36, **env: str) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        pid, self._ours = pty.fork()
        if pid == 0:  # the child: the terminal is its own, so that Ctrl-Z and Ctrl-C reach it as in a shell
            os.chdir(root)
            environ = {
                name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}
            }
            os.execvpe(argv[0], argv, environ | {"TERM": "xterm-256color", **env})  # noqa: S606 - there is no shell
        self.pid = pid
        self._code: int | None = None
        self.raw = b""
        self.resize(columns, rows)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen now."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """All lines of the screen."""
        return "\n".join(self.lines)

    def shows(self, words: str, timeout_s: float = 60.0) -> bool:
        """Wait until these words stand on the screen; gives whether they do."""
        return self.until(lambda: words in self.text, timeout_s)

    def until(self, holds: Callable[[], bool], timeout_s: float = 60.0) -> bool:
        """Draw until something holds; gives whether it does."""
        deadline = time.monotonic() + timeout_s
        while not holds() and time.monotonic() < deadline:
            self._draw(0.05)
        return holds()

    def type(self, words: str) -> None:
        """Type as a person would."""
        os.write(self._ours, words.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal, and let the program know."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def end(self, timeout_s: float = 30.0) -> int:
        """Read to the end of the program and give its exit code, negative for a signal."""
        self.until(self._has_ended, timeout_s)
        if self._code is None:
            self.kill()
            _, status = os.waitpid(self.pid, 0)
            self._code = os.waitstatus_to_exitcode(status)
        os.close(self._ours)
        return self._code

    def _has_ended(self) -> bool:
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code is not None

    def _draw(self, wait_s: float) -> None:
        if not select.select([self._ours], [], [], wait_s)[0]:
            return
        try:
            chunk = os.read(self._ours, 65536)
        except OSError:  # the other end is closed
            time.sleep(wait_s)
            return
        self.raw += chunk
        self._stream.feed(chunk)
