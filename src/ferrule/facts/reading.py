"""What was understood of one tool's output, and what was not."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ferrule.facts.finding import Finding
from ferrule.facts.status import Reason, Status


@dataclass(frozen=True, slots=True)
class Seen:
    """The work counter of a gate: how many of what it looked at."""

    unit: str
    """Plural noun: files, units, tests."""
    count: int


class CaseStatus(StrEnum):
    """What became of one test."""

    PASSED = "passed"
    FAILED = "failed"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One test by the name of its binary and its own."""

    binary: str
    """As nextest names it: `pkg`, `pkg::bin/name`, `pkg::it`; `pkg::doc` for doctests."""
    name: str
    status: CaseStatus


@dataclass(frozen=True, slots=True)
class Part:
    """One decision within a gate, such as the licences of `deny`."""

    id: str
    status: Status
    reason: Reason | None = None
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """Why a tool's answer decides nothing, in the words of the reader that knows the tool."""

    reason: Reason
    detail: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of one output, and all that was not."""

    findings: tuple[Finding, ...] = ()
    seen: Seen | None = None
    """None when the output tells nothing that can be counted."""
    tests: tuple[CaseResult, ...] = ()
    finished: bool | None = None
    """The tool's own closing word: True went well, False did not; None when it gave none."""
    complaint: str = ""
    """What the tool said of its own failure, where that is not about the code."""
    undecided: Undecided | None = None
    """Set where the tool's own words say that it could not do its work: no database, no baseline, no network."""
    parts: tuple[Part, ...] = ()
    """The decisions that a tool makes one by one, such as the licences of `deny`."""
    remark: str = ""
    """What a reader of a passed row should know: the age of a database, a percentage."""
    explained_code: int | None = None
    """An exit code beside 0 that the findings account for, though none of them is an error."""
    unread: tuple[str, ...] = ()
    """Lines nobody understood. Shown in every report: silence is how a gate starts to lie."""


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give each finding once, in the order of first sight (M24: Cargo reports lib and test copies)."""
    once: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        once.setdefault(finding.key, finding)
    return tuple(once.values())
