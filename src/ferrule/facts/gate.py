"""The words of the ladder: statuses, reasons, rows and the report they make up."""

from dataclasses import dataclass, replace
from enum import StrEnum

from ferrule.facts.finding import Finding
from ferrule.facts.reading import CaseResult, Part, Seen
from ferrule.facts.status import Reason, Status


class Writes(StrEnum):
    """What a gate changes on disk; gates that write `nothing` may overlap with all others."""

    NOTHING = "nothing"
    TARGET = "target"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class GateResult:
    """One row of the report."""

    id: str
    title: str
    status: Status
    reason: Reason | None = None
    """Set exactly when the status is `inconclusive` or `skipped`."""
    detail: str = ""
    remedy: str = ""
    """The command or deed that would change this row; empty when there is none."""
    argv: tuple[str, ...] = ()
    """Empty when nothing was started."""
    seen: Seen | None = None
    seconds: float = 0.0
    cached: bool = False
    """The verdict of an earlier run, which still holds because nothing has changed that it hangs on."""
    age_s: float | None = None
    """How long ago that was; None when it is not cached."""
    findings: tuple[Finding, ...] = ()
    parts: tuple[Part, ...] | None = None
    tests: tuple[CaseResult, ...] = ()
    log: str | None = None
    """Path of the stored log; None when none was kept."""
    evidence_sha256: str | None = None


def skipped(row_id: str, title: str, reason: Reason, detail: str, remedy: str = "") -> GateResult:
    """Give the row of a gate that was not started."""
    return GateResult(row_id, title, Status.SKIPPED, reason, detail, remedy)


class Verdict(StrEnum):
    """What the ladder as a whole decided."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """One climb of the ladder, a row for every gate of its profile (M30)."""

    workspace: str
    toolchain: str | None
    """First line of `rustc -vV`; None when no program of the workspace was started."""
    profile: str
    verdict: Verdict
    exit_code: int
    cores: int
    seconds: float
    gates: tuple[GateResult, ...]
    run_id: str | None = None
    """None when the run could not be stored."""
    notes: tuple[str, ...] = ()
    """What a reader should know beside the rows, such as a history that could not be kept."""

    def stored_as(self, run_id: str) -> "CheckReport":
        """Give the same report under its id in the history."""
        return replace(self, run_id=run_id)
