"""Ferrule's end of the reaper: tells it which process groups live, so that none outlives a killed ferrule."""

import atexit
import contextlib
import os
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from ferrule.process import reaper

_GONE_S: Final = 5.0
"""How long killed processes are waited for: on a busy machine each must be in turn once more to end."""


class Guard:
    """One reaper for the life of this process, started with the first child."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pipe: int | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        self._live: set[int] = set()
        self.cookie = secrets.token_hex(8)
        atexit.register(self.release)

    def next_cookie(self) -> str:
        """Give the mark of the next child; starts with the cookie of this whole run."""
        with self._lock:
            self._start()
            return f"{self.cookie}-{next(self._numbers)}."

    def enter(self, pgid: int) -> None:
        """Tell the reaper of a new group."""
        with self._lock:
            self._live.add(pgid)
            self._say(f"+{pgid}\n")

    def leave(self, pgid: int) -> None:
        """Tell the reaper that a group is gone."""
        with self._lock:
            self._live.discard(pgid)
            self._say(f"-{pgid}\n")

    def release(self) -> None:
        """Send the reaper home: without a killing when no group lives, else it ends what still does."""
        with self._lock:
            if not self._live:
                self._say("bye\n")
            self._hang_up()

    def _say(self, word: str) -> None:
        if self._pipe is None:
            return
        try:
            os.write(self._pipe, word.encode())
        except BrokenPipeError:  # somebody killed the reaper: the next child gets a new one
            self._hang_up()

    def _hang_up(self) -> None:
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None
        if self._child is not None:
            self._child.wait()
            self._child = None

    def _start(self) -> None:
        if self._pipe is not None:
            return
        theirs, self._pipe = os.pipe()
        try:
            # -I -S: no site-packages, no user settings: it starts in 10 ms and needs little memory.
            self._child = subprocess.Popen(
                (sys.executable, "-I", "-S", str(Path(reaper.__file__)), self.cookie),
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={},
                start_new_session=True,
            )
        finally:
            os.close(theirs)
        for pgid in self._live:  # entered under a reaper that somebody killed
            self._say(f"+{pgid}\n")


GUARD = Guard()


def end_group(pgid: int, cookie: str, wait: Callable[[], bool]) -> None:
    """Ask a group to end, `wait` a moment, then kill it and whatever of it has left the group, until that is gone.

    The leader must not have been reaped yet: only then is the number surely its own.
    """
    family = reaper.relatives(pgid)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pgid, signal.SIGTERM)
    try:
        wait()
    finally:  # a second Ctrl-C ends the waiting, not the killing
        family |= reaper.relatives(pgid)
        reaper.kill_group(pgid)
        killed = reaper.kill_each(family) | reaper.kill_marked(cookie)
        reaper.await_end(killed, _GONE_S)
