"""One stored run of ferrule."""

from dataclasses import dataclass
from datetime import datetime

from ferrule.facts.gate import CheckReport, Verdict


@dataclass(frozen=True, slots=True)
class Run:
    """A run as `ferrule history` lists it."""

    id: str
    """UTC start and a random tail, such as `20261121T053012-9f3a1c`: sorts by time, unique between processes."""
    command: str
    """The words after `ferrule`, secrets masked."""
    started: datetime
    """In UTC."""
    seconds: float
    profile: str
    verdict: Verdict
    exit_code: int
    version: str
    """Of ferrule."""


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run with all its rows and findings."""

    run: Run
    report: CheckReport
