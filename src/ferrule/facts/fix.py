"""What `ferrule fix` was asked, and its account."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ferrule.facts.failing import FailingTest, Looking
from ferrule.facts.finding import Finding
from ferrule.facts.packet import Question
from ferrule.facts.ranking import Trial
from ferrule.facts.repair import Cost
from ferrule.facts.target import Measured, Target
from ferrule.facts.workspace import Selection


class FixVerdict(StrEnum):
    """How a repair ended."""

    CLEAN = "clean"
    """There was nothing to repair."""
    FIXED = "fixed"
    PARTLY_FIXED = "partly-fixed"
    UNFIXED = "unfixed"
    WAITING = "waiting"
    """A decision of the user is due (level 4)."""


class IncidentStatus(StrEnum):
    """How one error ended."""

    OPEN = "open"
    RESOLVED = "resolved"
    WAITING = "waiting"
    ABANDONED = "abandoned"


class Testing(StrEnum):
    """Which tests judge a repair."""

    __test__ = False
    AFFECTED = "affected"
    NONE = "none"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class FixRequest:
    """One call of `ferrule fix`."""

    start: Path
    files: tuple[Path, ...] = ()
    """Repair only errors in these; empty means all."""
    codes: tuple[str, ...] = ()
    """Repair only errors of these codes; empty means all."""
    selection: Selection = field(default_factory=Selection)
    warnings: bool = False
    """Take up what rustc and clippy suggest for warnings, too."""
    lints: tuple[str, ...] = ()
    """Lints that go up as errors do, once the tree compiles (E08): each `PATH:LINE` or the id of an incident."""
    closed: tuple[Path, ...] = ()
    """Files that are somebody else's work: no answer may edit them."""
    dry_run: bool = False
    tests: Testing = Testing.AFFECTED
    max_level: int | None = None
    """The highest level that is asked; with 4 what is left becomes a question for the user. None: as settings say."""
    deadline: datetime | None = None
    """Levels whose time does not fit before it are skipped (P45); None: there is none."""
    attempts: int | None = None
    """For each incident (P14); None leaves it to the settings, as for the other limits."""
    budget_s: float | None = None
    """For the whole run (P14)."""
    test_timeout_s: float | None = None
    jobs: int | None = None
    explain: bool = False
    """Tell what the compiler's manual says of each code, and what else was tried."""
    failing: Looking | None = None
    """Look at failing tests instead, and edit nothing (P21)."""
    targets: tuple[Target, ...] = ()
    """Times that the repaired tree is to reach (P37)."""
    trusted: bool = False
    command: str = "fix"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One bounded search with its verification, in the four fields of the protocol (P22)."""

    n: int
    level: int
    move: str
    error: str
    attempted: str
    action: str
    result: str
    errors_before: int
    errors_after: int
    seconds: float
    rolled_back: bool
    refused: int = 0
    """Suggestions that the guard did not admit."""


@dataclass(frozen=True, slots=True)
class TriedEdit:
    """One candidate that was looked at for an error, and what became of it."""

    move: str
    message: str
    result: str
    """`taken`, `did not help`, or why the guard refused it."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One root diagnostic and what became of it."""

    id: str
    fingerprint: str
    finding: Finding
    kind: str
    """Class of the error: borrow, lifetime, type, trait, move, unsafe, test, performance, lint or other."""
    level: int
    status: IncidentStatus
    attempts: tuple[Attempt, ...] = ()
    tried: tuple[TriedEdit, ...] = ()
    """What was looked at, a few of each kind; the edits that were taken come first."""
    failing: FailingTest | None = None
    """What is known of the test; None where the incident is none of a test."""


@dataclass(frozen=True, slots=True)
class EditedFile:
    """One file that was changed, or would be."""

    path: str
    diff: str


@dataclass(frozen=True, slots=True)
class TestTally:
    """How the tests of the repaired tree went."""

    __test__ = False
    run: int
    passed: int
    failed: int
    timed_out: bool


@dataclass(frozen=True, slots=True)
class Phases:
    """Where the time went, in seconds."""

    check: float = 0.0
    search: float = 0.0
    verify: float = 0.0
    tests: float = 0.0


@dataclass(frozen=True, slots=True)
class FixReport:
    """One run of `ferrule fix`."""

    workspace: str
    verdict: FixVerdict
    exit_code: int
    errors_before: int
    errors_after: int
    uncovered: int
    """Errors that appeared only after others were repaired."""
    compiler_runs: int
    seconds: float
    phases: Phases
    check_seconds: float
    applied: bool
    tests: TestTally | None
    """None when no tests were run."""
    incidents: tuple[Incident, ...]
    edits: tuple[EditedFile, ...]
    costs: tuple[Cost, ...]
    run_id: str | None = None
    notes: tuple[str, ...] = ()
    explanations: tuple[tuple[str, str], ...] = ()
    """Code and text of `rustc --explain`, where that was asked for."""
    trials: tuple[Trial, ...] = ()
    """What the search teaches the next one."""
    questions: tuple[Question, ...] = ()
    """What the user is asked, one for each incident that waits."""
    targets: tuple[Measured, ...] = ()
    """What came of the times that were to be reached; the history keeps their notes alone."""
