"""Runs over time: how long they took, what they decided, and what that comes to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Point:
    """One run, or one gate of a run."""

    run_id: str
    started: datetime
    """Of the run, in UTC."""
    command: str
    """check, fix or undo."""
    profile: str
    """Empty for a run that climbed no ladder."""
    word: str
    """The verdict of the run, or the status of the gate."""
    seconds: float
    ran: bool
    """Whether something was run for it: a verdict that was remembered says nothing of time."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The last points of a series against those before."""

    last_s: float
    """Median of the newest, at most ten."""
    before_s: float | None
    """Median of at most ten before those; None where there are none."""
    count: int
    """How many are the newest."""
    before: int = 0
    """How many are those before."""


@dataclass(frozen=True, slots=True)
class Series:
    """Points that can be compared: of one command and profile, oldest first."""

    command: str
    profile: str
    points: tuple[Point, ...]
    counts: dict[str, int]
    """How often each word came."""
    changes: int
    """How often a word differs from the one before. The history does not hold what the sources were."""
    trend: Trend | None
    """None where nothing ran."""


@dataclass(frozen=True, slots=True)
class Slow:
    """A gate by its time."""

    gate: str
    median_s: float
    count: int
    """Of how many runs."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The history as a chart."""

    series: tuple[Series, ...]
    """Those with the newest run first."""
    slowest: tuple[Slow, ...]
    """Slowest first; empty for the chart of one gate."""
    gate: str = ""
    """The gate that it is about; empty for whole runs."""
