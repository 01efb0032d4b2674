"""One stored run of ferrule."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ferrule.facts.fix import FixReport, FixVerdict
from ferrule.facts.gate import CheckReport, Verdict


class Kind(StrEnum):
    """What a run did."""

    CHECK = "check"
    FIX = "fix"
    UNDO = "undo"


class UndoVerdict(StrEnum):
    """How an undo ended; one that was refused is no run."""

    UNDONE = "undone"


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
    """Empty for a run that climbed no ladder."""
    verdict: Verdict | FixVerdict | UndoVerdict
    """In the words of its kind."""
    exit_code: int
    version: str
    """Of ferrule."""
    kind: Kind = Kind.CHECK


@dataclass(frozen=True, slots=True)
class KeptDiff:
    """Where the diff of one edited file is kept."""

    path: str
    """Of the edited file."""
    log: str | None = None
    """Path of the stored diff, secrets masked; None when none was kept."""
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class KeptRepair:
    """A repair as the history gives it back."""

    report: FixReport
    """Without what only the search needed: suggestions, rendered texts, ends of spans. A diff is empty when its log is
    gone."""
    dry_run: bool
    max_level: int
    diffs: tuple[KeptDiff, ...]
    """One for each edit of the report, in its order."""
    undone_by: str | None = None
    """The run that took the edits back; None while they stand."""


@dataclass(frozen=True, slots=True)
class KeptUndo:
    """An undo as the history gives it back."""

    undone: str
    """The run whose edits were taken back; it may be no longer in the history."""
    files: tuple[str, ...]
    """Relative to the workspace."""


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run with all its rows."""

    run: Run
    report: CheckReport | KeptRepair | KeptUndo
