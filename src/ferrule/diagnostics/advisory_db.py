"""An advisory database on disk: its last commit, and whether that is too long ago."""

import hashlib
import re
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.sandbox import Sandbox

STALE_DAYS: Final = 90
"""What cargo-audit and cargo-deny themselves take for too old."""
OUTSIDE_OF_HOOKS: Final[dict[str, str | None]] = {
    # git sets them for some hooks. They win over `--git-dir`, and cargo-deny 0.20 does not find its database with them.
    "GIT_OBJECT_DIRECTORY": None,
    "GIT_COMMON_DIR": None,
}
_COMMITTER = re.compile(r"^committer .*> (?P<seconds>[0-9]{1,11}) [+-][0-9]{4}$", re.MULTILINE)
_TIMEOUT_S = 10.0


def head(folder: Path, sandbox: Sandbox | None = None) -> str:
    """Give the last commit of a database, as git keeps it; empty where git is missing or finds no commit.

    `cat-file` reads one object and starts nothing that the repository's settings name.
    """
    commit = ("cat-file", "commit", "HEAD")
    argv = ("git", "-c", "safe.directory=*", f"--git-dir={folder / '.git'}", *commit)
    asked = run(Command(argv, Path("/"), _TIMEOUT_S, OUTSIDE_OF_HOOKS | {"GIT_NO_LAZY_FETCH": "1"}, sandbox=sandbox))
    return asked.stdout.text if asked.ok else ""


def state(commits: Iterable[str], today: date) -> str:
    """Give what a verdict hangs on: the databases, and the day, for they grow too old.

    What is no git repository gives other words each time, so that no verdict on it is remembered.
    """
    known = (
        hashlib.sha256(commit.encode()).hexdigest() if commit else f"unknown {time.time_ns()}" for commit in commits
    )
    return " ".join((today.isoformat(), *known))


def commit_day(text: str) -> date | None:
    """Give the day (UTC) on which a commit object says that it was committed; None when it does not say."""
    found = _COMMITTER.search(text.partition("\n\n")[0])
    return datetime.fromtimestamp(int(found["seconds"]), UTC).date() if found else None


def is_stale(day: date | None, today: date) -> bool:
    """Give whether a database is older than the tools themselves accept; one of unknown age is not."""
    return day is not None and (today - day).days > STALE_DAYS


def age(day: date | None, today: date) -> str:
    """Give the words for a row: `advisory database of 2026-10-01 (51 days old)`."""
    if day is None:
        return "advisory database of unknown age"
    days = max(0, (today - day).days)
    return f"advisory database of {day.isoformat()} ({days} {'day' if days == 1 else 'days'} old)"
