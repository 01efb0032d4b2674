"""Looking at the machine's processes from the outside."""

import time
from collections.abc import Callable

import psutil


def alive(marker: str) -> list[int]:
    """Give the processes that have this word in their command line; ended ones do not count."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        words = process.info["cmdline"] or []
        if process.info["status"] != psutil.STATUS_ZOMBIE and any(marker in word for word in words):
            found.append(process.pid)
    return found


def eventually(holds: Callable[[], bool], timeout_s: float = 10.0) -> bool:
    """Wait until something holds; gives whether it did in time."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.02)
    return holds()
