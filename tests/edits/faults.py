"""Faults at every call to the operating system in turn: a kill, a Ctrl-C, a refusal."""

import errno
import os
import signal
import sys
from typing import Literal

Kind = Literal["kill", "stop", "once", "always"]
CALLS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime", "os.chmod", "os.chown", "os.scandir")


class Fault:
    """Strikes at the n-th call from now; put into the interpreter for good, so use it in a process of its own."""

    def __init__(self) -> None:
        self._left = 0
        self._kind: Kind | None = None
        sys.addaudithook(self._hear)

    def arm(self, number: int, kind: Kind) -> None:
        """Strike at that call: `always` also from there on."""
        self._left, self._kind = number, kind

    def disarm(self) -> bool:
        """Strike no more; tells whether the fault had struck."""
        self._kind = None
        return self._left < 1

    def _hear(self, event: str, _args: object) -> None:
        if self._kind is None or event not in CALLS:
            return
        self._left -= 1
        if self._left == 0 or (self._left < 0 and self._kind == "always"):
            _strike(self._kind)


def _strike(kind: Kind) -> None:
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "stop":
        raise KeyboardInterrupt
    raise OSError(errno.EIO, "struck")
