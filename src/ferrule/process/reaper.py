"""Kills what a dead ferrule left behind; runs as its own process and imports nothing of ferrule.

A child in its own session survives `kill -9` of its parent. So ferrule starts this script once, holds the
other end of its standard input, and writes one word a line:

    +PGID   a process group was started       -PGID   it ended       bye   ferrule ends on its own accord

End of file without `bye` means that ferrule was killed: each group is killed with all that descends from it,
then every process that carries ferrule's cookie in its environment, wherever it moved itself to (a daemon has
left its group).

The limit: a process is found by its group, by its line of parents or by the cookie. One that gave up all three,
in a session of its own, with a cleared environment and with a parent that has ended, is not found.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path

COOKIE = "FERRULE_CHILD"
_ROUNDS = 40
_PAUSE_S = 0.05
_QUIET_ROUNDS = 2
_SHORT_PAUSE_S = 0.002
_STATE, _PARENT, _GROUP, _SESSION, _STARTED = 0, 1, 2, 3, 19
"""Places in `/proc/PID/stat`, counted behind the program's name."""
_ENDED = ("Z", "X")
"""States of a process that is over and only waits for its parent."""


def kill_group(pgid: int) -> None:
    """Kill a whole process group; one that is gone is no error."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pgid, signal.SIGKILL)


def relatives(pgid: int) -> dict[int, str]:
    """Give the processes of a group and of its session, and all that descend from them, with their start times.

    Where there is no /proc, nothing is found. To be asked before the group is killed: its end cuts the lines.
    """
    seen = {int(entry.name): _stat(entry) for entry in Path("/proc").glob("[0-9]*")}
    known = {pid: stat for pid, stat in seen.items() if stat}
    found = {pid for pid, stat in known.items() if str(pgid) in {str(pid), stat[_GROUP], stat[_SESSION]}}
    fresh = found
    while fresh:
        parents = {str(pid) for pid in fresh}
        fresh = {pid for pid, stat in known.items() if stat[_PARENT] in parents} - found
        found |= fresh
    return {pid: known[pid][_STARTED] for pid in found - {os.getpid()}}


def kill_each(processes: dict[int, str]) -> dict[int, str]:
    """Kill these processes, each only if it is still the one that started then: numbers are used again.

    Gives those that were killed: not the ones of another user.
    """
    killed = {}
    for pid, started in processes.items():
        stat = _stat(Path("/proc") / str(pid))
        if stat and stat[_STARTED] == started:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
                killed[pid] = started
    return killed


def await_end(processes: dict[int, str], seconds: float) -> bool:
    """Wait until none of these processes runs any more; gives whether that came in time.

    A killed process ends when it is next in turn, and until then what it was about to write may still be written.
    """
    deadline = time.monotonic() + seconds
    while any(_runs(pid, started) for pid, started in processes.items()):
        if time.monotonic() > deadline:
            return False
        time.sleep(_SHORT_PAUSE_S)
    return True


def _runs(pid: int, started: str) -> bool:
    stat = _stat(Path("/proc") / str(pid))
    return bool(stat) and stat[_STARTED] == started and stat[_STATE] not in _ENDED


def _stat(entry: Path) -> list[str]:
    """Give the fields of `/proc/PID/stat` behind the name, which may hold blanks; empty when the process is gone."""
    with contextlib.suppress(OSError):
        return entry.joinpath("stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    return []


def kill_marked(cookie: str) -> dict[int, str]:
    """Kill each process whose environment holds a cookie that starts so; gives them with their start times.

    Where there is no /proc, nothing is found. A process between fork and exec still shows its parent's
    environment, so look more than once.
    """
    wanted = f"{COOKIE}={cookie}".encode()
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        pid = int(entry.name)
        if pid != os.getpid() and _carries(entry / "environ", wanted) and (stat := _stat(entry)):
            found[pid] = stat[_STARTED]
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
    return found


def _carries(environ: Path, wanted: bytes) -> bool:
    with contextlib.suppress(OSError):
        block = environ.read_bytes()
        return block.startswith(wanted) or b"\0" + wanted in block
    return False


def reap(cookie: str, words: Iterable[str]) -> int:
    """Follow ferrule's words until they end; gives how many processes had to be killed by cookie."""
    groups: set[int] = set()
    for word in words:
        if word.strip() == "bye":
            return 0
        number = int(word[1:])
        if word[0] == "+":
            groups.add(number)
        else:
            groups.discard(number)
    for pgid in groups:
        family = relatives(pgid)
        kill_group(pgid)
        kill_each(family)
    return sweep(cookie)


def sweep(cookie: str) -> int:
    """Kill what carries a cookie until nothing does; gives how many processes that were."""
    total = quiet = 0
    for _ in range(_ROUNDS):
        found = len(kill_marked(cookie))
        total += found
        quiet = 0 if found else quiet + 1
        if quiet >= _QUIET_ROUNDS:
            break
        time.sleep(_PAUSE_S)
    return total


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    reap(sys.argv[1], sys.stdin)
