"""One result as every report shows it: rows with verdicts, findings, repairs, incidents, the funnel, totals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ferrule.facts.finding import Finding
from ferrule.facts.reading import CaseResult
from ferrule.facts.status import Status

if TYPE_CHECKING:  # a ladder has none of these, and needs its sheet on every terminal
    from ferrule.facts.fix import EditedFile
    from ferrule.facts.funnel import Funnel
    from ferrule.facts.packet import Question


class Tone(StrEnum):
    """How a word is meant, for whoever colours it."""

    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    """Something was not decided, or waits for somebody."""
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was to be decided: a gate, a box of a task, a level, an incident."""

    id: str
    title: str
    status: Status
    word: str
    """The status as its command calls it, such as `passed`, `waiting`, `reached`."""
    reason: str = ""
    """Why nothing was decided, as a word; empty where something was."""
    detail: str = ""
    remedy: str = ""
    """The command or deed that would change this row; empty when there is none."""
    command: str = ""
    """What was run, as one would type it; empty when nothing was started."""
    seen: str = ""
    """What it looked at, in words: `12 files`."""
    seconds: float = 0.0
    age_s: float | None = None
    """How old a remembered verdict is; None when it was found just now."""
    tests: tuple[CaseResult, ...] = ()
    log: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, once, with all rows that made it."""

    finding: Finding
    rows: tuple[str, ...]
    status: str = ""
    """What became of it, such as `resolved` or `waiting`; empty where nobody worked on it."""
    id: str = ""
    """Of the incident; empty where it is none."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a file around a place, as they were when the report was made."""

    first: int
    """Number of the first line, from 1."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one command found, apart from how it is written down (M30, E21)."""

    command: str
    """check, fix, incidents, stats or task."""
    title: str
    workspace: str
    """Its root; paths of findings are relative to it."""
    verdict: str
    tone: Tone
    exit_code: int
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    edits: "tuple[EditedFile, ...]" = ()
    """Repairs, made or proposed."""
    questions: "tuple[Question, ...]" = ()
    funnel: "Funnel | None" = None
    totals: tuple[tuple[str, str], ...] = ()
    """What stands at the end, as names and words: toolchain, time, counts, run."""
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    run_id: str | None = None
    excerpts: Mapping[tuple[str, int], Excerpt] = field(default_factory=dict)
    """By path and line, for findings that bring no source of their own."""
    prefix: str = ""
    """Where the workspace lies in its repository, such as `rust/`; empty at the root of one, and outside of any."""
