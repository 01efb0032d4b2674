"""Failing tests that were looked at: alone, again, and at earlier revisions; nothing of it is ever edited."""

from dataclasses import dataclass
from enum import StrEnum


class Ending(StrEnum):
    """How one run of one test ended."""

    PASSED = "passed"
    FAILED = "failed"
    TIMED_OUT = "timed-out"
    ABSENT = "absent"
    """The test is not there, or is ignored."""
    NOT_BUILT = "not-built"
    """It does not compile, or could not be started."""


class Cause(StrEnum):
    """What changed since the last revision at which a test passed."""

    SOURCE_CHANGED = "source-changed"
    TEST_CHANGED = "test-changed"
    BOTH = "both"
    NEITHER = "neither"
    """Nothing that git knows: the environment, the time, the toolchain."""
    UNKNOWN = "unknown"
    """No revision is known at which it passed."""


class Role(StrEnum):
    """Whose text changed in a file."""

    SOURCE = "source"
    TEST = "test"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Looking:
    """How far failing tests are looked at."""

    reruns: int = 3
    """Runs alone after the first one."""
    back: int = 16
    """Commits before HEAD, along the first parents."""
    most: int = 20
    """Tests; those beyond are listed only."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One command that was run for a test: evidence."""

    what: str
    """`alone`, `again`, `together` or `at REVISION`."""
    command: str
    outcome: Ending
    seconds: float


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """One file that differs from the last good revision and can concern the test."""

    path: str
    """Relative to the workspace."""
    role: Role


@dataclass(frozen=True, slots=True)
class FailingTest:
    """What is known of one failing test."""

    package: str
    target: str
    """As for Cargo: `lib`, `bin NAME`, `test NAME`, `example NAME`, `bench NAME` or `doc`."""
    name: str
    """Empty where a whole test program fails and no test of it does."""
    output: str
    """The end of what it printed, secrets masked."""
    alone: Ending | None
    """How the first run alone ended; None where the test was not looked at."""
    runs: int
    """Of it alone."""
    failures: int
    """Of these runs, those that did not pass."""
    flaky: bool
    """Runs of one kind disagree."""
    needs_others: bool
    """It passes alone and fails with the other tests of its program: order, or state that they share."""
    cause: Cause
    why: str
    """One sentence on the cause."""
    good: str | None
    """The last commit at which it passed; None where none was found."""
    bad: str | None
    """The first commit known to fail after that; None: what is not committed, or no good one was found."""
    changed: tuple[ChangedFile, ...]
    """Since the good commit."""
    reproduce: str
    """The command that shows it, to be run in the workspace's root."""
    evidence: tuple[Probe, ...]
