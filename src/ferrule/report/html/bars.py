"""The numbers behind the charts, in percent of the width that a bar has."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ferrule.facts.funnel import Funnel, Share
from ferrule.facts.sheet import Row

_MOST_BARS: Final = 12
WHO: Final = {1: "the engine", 2: "a coordinator", 3: "an architect", 4: "you"}


@dataclass(frozen=True, slots=True)
class TimeBar:
    """How long one row took."""

    row: Row
    width: float
    share: float
    """Of the time of all rows."""


@dataclass(frozen=True, slots=True)
class Times:
    """Where the time went."""

    bars: tuple[TimeBar, ...]
    seconds: float
    """Of all rows; more than the whole run where they overlap."""
    others: int
    """Rows without a bar."""
    other_seconds: float


@dataclass(frozen=True, slots=True)
class LevelBar:
    """How many incidents came to one level, and how many went no further."""

    share: Share
    who: str
    entered: float
    resolved: float


def times(rows: Iterable[Row]) -> Times:
    """Give a bar for each of the rows that took most time, the longest first; a remembered row took none."""
    ran = sorted((row for row in rows if row.seconds > 0 and row.age_s is None), key=lambda row: -row.seconds)
    whole = sum(row.seconds for row in ran)
    shown, others = ran[:_MOST_BARS], ran[_MOST_BARS:]
    bars = tuple(TimeBar(row, 100 * row.seconds / ran[0].seconds, row.seconds / whole) for row in shown)
    return Times(bars, whole, len(others), sum(row.seconds for row in others))


def levels(funnel: Funnel) -> tuple[LevelBar, ...]:
    """Give a bar for each level, as wide as its part of the incidents at the busiest one."""
    most = max((one.entered for one in funnel.levels), default=0) or 1
    return tuple(
        LevelBar(one, WHO.get(one.level, ""), 100 * one.entered / most, 100 * one.resolved / most)
        for one in funnel.levels
    )
