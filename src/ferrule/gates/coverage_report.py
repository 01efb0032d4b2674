"""The file in which a tool leaves its report: in the one folder that is writable inside a sandbox."""

import os
import stat
from pathlib import Path
from typing import Final

from ferrule.gates.gate import Job
from ferrule.gates.nextest import OUTPUT

_LONGEST: Final = 1 << 29


def new_report(job: Job, name: str) -> Path:
    """Give the path of a report that is not there yet; its folder is made."""
    path = job.scratch / OUTPUT / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    return path


def written_report(job: Job, name: str) -> str:
    """Give what the report says; empty when there is none or no plain file lies there: tests could write it."""
    try:
        # Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
        file = os.open(job.scratch / OUTPUT / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return ""
    with os.fdopen(file, "rb") as opened:
        known = os.fstat(file)
        is_ours = stat.S_ISREG(known.st_mode) and known.st_size <= _LONGEST
        return opened.read(_LONGEST).decode("utf-8", "replace") if is_ours else ""
