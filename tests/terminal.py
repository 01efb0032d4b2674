"""A real terminal for a program under test: a pseudo-terminal that is written to and read from."""

import os
import pty
import re
import select
import subprocess
import time
from pathlib import Path

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


class Terminal:
    """One program on a terminal of 100 columns."""

    def __init__(self, root: Path, *argv: str, **env: str) -> None:
        self._ours, theirs = pty.openpty()
        environ = {**os.environ, "COLUMNS": "100", "LINES": "40", "TERM": "xterm-256color", **env}
        own = ("setsid", "--ctty", "env", "--default-signal=INT", *argv)  # Ctrl-C is a signal, as it is for a person
        self._child = subprocess.Popen(own, cwd=root, env=environ, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        self.raw = ""

    def read_until(self, words: str, timeout_s: float = 60.0) -> bool:
        """Read until these words were shown; gives whether they were."""
        deadline = time.monotonic() + timeout_s
        while words not in self.text and time.monotonic() < deadline:
            if not self._read():
                break
        return words in self.text

    def type(self, words: str) -> None:
        """Type as a person would."""
        os.write(self._ours, words.encode())

    def end(self) -> int:
        """Read to the end and give the exit code."""
        while self._read():
            pass
        os.close(self._ours)
        return self._child.wait(60)

    @property
    def text(self) -> str:
        """What was shown, without colours and cursor movements."""
        return _ANSI.sub("", self.raw).replace("\r\n", "\n")

    def _read(self) -> bool:
        if not select.select([self._ours], [], [], 30)[0]:
            return False
        try:
            chunk = os.read(self._ours, 65536)
        except OSError:  # the other end is closed
            return False
        self.raw += chunk.decode("utf-8", "replace")
        return bool(chunk)
