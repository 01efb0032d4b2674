"""Kills what a dead ferrule left behind; runs as its own process and imports nothing of ferrule.

A child in its own session survives `kill -9` of its parent. So ferrule starts this script once, holds the
other end of its standard input, and writes one word a line:

    +PGID   a process group was started       -PGID   it ended       bye   ferrule ends on its own accord

End of file without `bye` means that ferrule was killed: each group is killed, then every process that
carries ferrule's cookie in its environment, wherever it moved itself to (a daemon has left its group).
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


def kill_group(pgid: int) -> None:
    """Kill a whole process group; one that is gone is no error."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pgid, signal.SIGKILL)


def kill_marked(cookie: str) -> int:
    """Kill each process whose environment holds a cookie that starts so; gives how many were found.

    Where there is no /proc, nothing is found. A process between fork and exec still shows its parent's
    environment, so look more than once.
    """
    wanted = f"{COOKIE}={cookie}".encode()
    found = 0
    for entry in Path("/proc").glob("[0-9]*"):
        pid = int(entry.name)
        if pid != os.getpid() and _carries(entry / "environ", wanted):
            found += 1
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
        kill_group(pgid)
    return _sweep(cookie)


def _sweep(cookie: str) -> int:
    total = quiet = 0
    for _ in range(_ROUNDS):
        found = kill_marked(cookie)
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
