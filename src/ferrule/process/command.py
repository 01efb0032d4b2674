"""What to start, and what became of it: the values on both sides of the process door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ferrule.process.sandbox import Sandbox

KEEP_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Command:
    """One program to run."""

    argv: tuple[str, ...]
    cwd: Path
    timeout_s: float
    env: Mapping[str, str | None] = field(default_factory=dict)
    """Changes to ferrule's own environment; None removes a variable."""
    merged: bool = False
    """Standard error goes into the standard output's pipe, so that the order of lines is kept."""
    keep_bytes: int = KEEP_BYTES
    """How much of the head, and again of the tail, of each pipe is kept."""
    sandbox: Sandbox | None = None
    stdin: bytes | None = None
    """What it reads from its standard input; None: nothing, at once at its end."""


class Ended(StrEnum):
    """How a program came to its end."""

    EXITED = "exited"
    SIGNALLED = "signalled"
    TIMED_OUT = "timed-out"
    CANCELLED = "cancelled"
    MISSING = "missing"
    """The program does not exist."""
    NOT_STARTED = "not-started"
    """The program exists and the system refused to start it, or the sandbox is not to be had."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What came out of one pipe."""

    text: str = ""
    """Decoded as UTF-8; bytes that are not are shown as U+FFFD."""
    cut_bytes: int = 0
    """How many bytes in the middle were dropped; the text says where."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program did. A failing program is an answer, not an exception."""

    argv: tuple[str, ...]
    ended: Ended
    code: int | None = None
    """Exit code; None unless it exited."""
    signal: int | None = None
    """Number of the signal that ended it; None unless one did."""
    stdout: Captured = field(default_factory=Captured)
    stderr: Captured = field(default_factory=Captured)
    seconds: float = 0.0
    note: str = ""
    """What else happened: why it did not start, what it left behind, which sandbox held it."""

    @property
    def ok(self) -> bool:
        """Whether it ran to its end and said 0."""
        return self.ended is Ended.EXITED and self.code == 0
