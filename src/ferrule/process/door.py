"""The only place that starts programs: drains both pipes, keeps the time, leaves no child behind."""

import functools
import os
import selectors
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from ferrule.process.capture import Capture
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.feed import fed
from ferrule.process.guard import GUARD, end_group
from ferrule.process.programs import absolute, find_program, search_path
from ferrule.process.reaper import COOKIE, kill_group, sweep
from ferrule.process.sandbox import Sandbox, environment, wrapped
from ferrule.process.told import told
from ferrule.telemetry.span import carried

_CHUNK = 1 << 18
_TICK_S = 0.05
_FIRST_PAUSE_S = 0.0005
_HELD_OPEN_S = 0.3
_GRACE_S = 0.5
_HELD_OPEN = "left a process behind that held its output open; it was killed"


def run(
    command: Command,
    on_line: Callable[[str], None] | None = None,
    cancel: threading.Event | None = None,
) -> Outcome:
    """Give what became of a program.

    `on_line` hears each line of both pipes as it passes. `cancel`, once set, ends the program.
    Whatever happens here, time-out, Ctrl-C or error, its whole process group is gone afterwards;
    when ferrule itself is killed, the reaper sees to it.
    """
    if command.sandbox is None:
        return _run(command, command.argv, on_line, cancel)
    refusal = sandbox_refusal()
    bwrap = find_program("bwrap")
    if refusal or bwrap is None:
        return Outcome(command.argv, Ended.NOT_STARTED, note=f"sandbox: {refusal}")
    argv = wrapped(command.sandbox, bwrap, command.argv, command.cwd)
    return _run(command, argv, on_line, cancel)


@functools.cache
def sandbox_refusal() -> str:
    """Give why nothing can be sandboxed on this machine; empty when it can."""
    bwrap = find_program("bwrap")
    if bwrap is None:
        return "bwrap (bubblewrap) is not installed"
    try_out = wrapped(Sandbox((), ()), bwrap, ("true",), Path("/"))
    outcome = _run(Command(try_out, Path("/"), timeout_s=10), try_out, None, None)
    return "" if outcome.ok else f"bwrap was refused: {outcome.stderr.text.strip() or outcome.note}"


@told
def _run(
    command: Command,
    argv: tuple[str, ...],
    on_line: Callable[[str], None] | None,
    cancel: threading.Event | None,
) -> Outcome:
    cookie = GUARD.next_cookie()
    began = time.monotonic()
    child: subprocess.Popen[bytes] | None = None
    try:  # begins before the start: Ctrl-C may come while the child is being made
        started = _start(command, argv, cookie)
        if isinstance(started, Outcome):
            return started
        child = started
        GUARD.enter(child.pid)
        pump = _Pump(command, child, on_line, cancel)
        ended, note = pump.until_the_end(began + command.timeout_s)
        if ended is not Ended.EXITED or note:
            _stop(child, cookie)
    except BaseException:  # Ctrl-C too: a new session does not get our signals
        if child is None:
            sweep(cookie)
        else:
            _stop(child, cookie)
        raise
    finally:
        if child is not None:
            _bury(child)
    return pump.outcome(ended, note, time.monotonic() - began)


def _start(command: Command, argv: tuple[str, ...], cookie: str) -> subprocess.Popen[bytes] | Outcome:
    changed = {"PATH": search_path(), COOKIE: cookie, **carried(), **command.env}
    env = {k: v for k, v in (os.environ | changed).items() if v is not None}
    if "PATH" in env:
        env["PATH"] = absolute(env["PATH"])
    try:
        with fed(command.stdin) as stdin:
            return subprocess.Popen(
                argv,
                cwd=command.cwd,
                env=environment(command.sandbox, env) if command.sandbox else env,
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT if command.merged else subprocess.PIPE,
                start_new_session=True,
            )
    except (OSError, ValueError) as refused:
        return _not_started(command, refused)


def _not_started(command: Command, refused: OSError | ValueError) -> Outcome:
    program = command.argv[0]
    if not command.cwd.is_dir():
        return Outcome(command.argv, Ended.NOT_STARTED, note=f"no such folder: {command.cwd}")
    path = absolute(command.env.get("PATH") or search_path())
    if isinstance(refused, FileNotFoundError) and shutil.which(program, path=path) is None:
        return Outcome(command.argv, Ended.MISSING, note=f"{program}: no such program")
    return Outcome(command.argv, Ended.NOT_STARTED, note=f"{program}: {refused}")


def _stop(child: subprocess.Popen[bytes], cookie: str) -> None:
    end_group(child.pid, cookie, lambda: _wait(child, _GRACE_S))


def _bury(child: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the group, then reap its leader, and let go of both pipes."""
    kill_group(child.pid)
    child.wait()
    GUARD.leave(child.pid)
    for pipe in (child.stdout, child.stderr):
        if pipe is not None:
            pipe.close()


def _wait(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Give whether the child ends in time."""
    deadline = time.monotonic() + seconds
    pause = _FIRST_PAUSE_S
    while not _has_ended(child):
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(pause, left))
        pause = min(2 * pause, _TICK_S)
    return True


def _has_ended(child: subprocess.Popen[bytes]) -> bool:
    """Give whether the child has ended, and leave it unreaped: as long as it is, its number is no other group's."""
    if sys.platform == "darwin":  # Python has no waitid there before 3.13
        return child.poll() is not None
    try:
        return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None
    except ChildProcessError:
        return True


class _Pump:
    """Both pipes of one child, drained together until it ends."""

    def __init__(
        self,
        command: Command,
        child: subprocess.Popen[bytes],
        on_line: Callable[[str], None] | None,
        cancel: threading.Event | None,
    ) -> None:
        self._command = command
        self._child = child
        self._cancel = cancel or threading.Event()
        self._selector = selectors.DefaultSelector()
        self._captures = [Capture(command.keep_bytes, on_line) for _ in range(2)]
        pipes = (pipe for pipe in (child.stdout, child.stderr) if pipe is not None)
        for pipe, capture in zip(pipes, self._captures, strict=False):
            os.set_blocking(pipe.fileno(), False)
            self._selector.register(pipe, selectors.EVENT_READ, capture)

    def until_the_end(self, deadline: float) -> tuple[Ended, str]:
        """Drain until the child has ended, or until it has to be ended."""
        exited_at: float | None = None
        while True:
            now = time.monotonic()
            if self._cancel.is_set():
                return Ended.CANCELLED, ""
            if now >= deadline:
                return Ended.TIMED_OUT, f"ended after {self._command.timeout_s:g} s"
            if not self._selector.get_map():
                if _wait(self._child, min(_TICK_S, deadline - now)):
                    return Ended.EXITED, ""
                continue
            self._drain(min(_TICK_S, deadline - now))
            if exited_at is None and _has_ended(self._child):
                exited_at = now
            if exited_at is not None and self._selector.get_map() and now - exited_at > _HELD_OPEN_S:
                return Ended.EXITED, _HELD_OPEN

    def outcome(self, ended: Ended, note: str, seconds: float) -> Outcome:
        """Give the end in the words of the door."""
        self._selector.close()
        status = self._child.returncode
        if ended is Ended.EXITED and status < 0:
            ended = Ended.SIGNALLED
        code = status if ended is Ended.EXITED else None
        signal = -status if ended is Ended.SIGNALLED else None
        out, err = (capture.close() for capture in self._captures)
        return Outcome(self._command.argv, ended, code, signal, out, err, seconds, note)

    def _drain(self, wait_s: float) -> None:
        for key, _ in self._selector.select(wait_s):
            pipe: IO[bytes] = key.fileobj  # type: ignore[assignment] # we registered nothing but pipes
            try:
                chunk = os.read(pipe.fileno(), _CHUNK)
            except BlockingIOError:
                continue
            if chunk:
                key.data.feed(chunk)
            else:
                self._selector.unregister(pipe)
