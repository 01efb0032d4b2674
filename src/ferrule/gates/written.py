"""Reports that a tool wrote into the run's own folder, read as what anybody may have put there."""

import os
import stat
from pathlib import Path
from typing import Final

OUTPUT: Final = "out"
"""The folder in the job's scratch folder that is writable inside a sandbox."""


def fresh(report: Path) -> Path:
    """Give the same path, at which there is no report yet; its folder is made."""
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    return report


def written(report: Path, longest: int) -> str | None:
    """Give the text of a report of at most `longest` bytes.

    None when there is none, it is longer, or what lies there is no plain file: tests could write it.
    """
    try:
        # Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
        file = os.open(report, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    known = os.fstat(file)
    if not stat.S_ISREG(known.st_mode) or known.st_size > longest:
        os.close(file)
        return None
    with os.fdopen(file, "rb") as opened:
        return opened.read(longest).decode("utf-8", "replace")
