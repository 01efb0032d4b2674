"""git, asked so that it writes nothing and starts no program that the repository names."""

import os
import threading
from pathlib import Path
from typing import Final

from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.process.sandbox import Sandbox

_SAFE: Final = ("git", "--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false")
NO_GRAFTS: Final[dict[str, str | None]] = {"GIT_GRAFT_FILE": f"{os.devnull}/none"}
"""No file of grafts gives commits other parents: git looks below a device, where nothing can be (a file, even an empty
one, would make it give a hint)."""
_ENV: Final[dict[str, str | None]] = {
    **NO_GRAFTS,
    "GIT_OPTIONAL_LOCKS": "0",  # not even its index
    # git sets these for hooks, relative to a folder that need not be ours
    "GIT_DIR": None,
    "GIT_WORK_TREE": None,
    "GIT_INDEX_FILE": None,
    "GIT_PREFIX": None,
}


def git(
    folder: Path,
    *words: str,
    timeout_s: float = 60.0,
    keep_bytes: int = 1 << 26,
    sandbox: Sandbox | None = None,
    cancel: threading.Event | None = None,
) -> Outcome:
    """Give what git answers in a folder; a missing git and a folder without a repository are answers, too."""
    command = Command((*_SAFE, *words), folder, timeout_s, _ENV, keep_bytes=keep_bytes, sandbox=sandbox)
    return run(command, cancel=cancel)


def branch(root: Path) -> str:
    """Give the branch that is checked out; empty without git, or where HEAD stands on none."""
    outcome = git(root, "symbolic-ref", "--short", "--quiet", "HEAD")
    return outcome.stdout.text.strip() if outcome.ok else ""
