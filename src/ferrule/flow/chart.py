"""The story of `ferrule history --chart`: reads the store, starts nothing, makes nothing."""

from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

from ferrule.errors import WrongUse
from ferrule.facts.chart import Chart, Point, Series, Slow, Trend
from ferrule.flow.history import folder_of
from ferrule.store.database import open_database
from ferrule.store.trends import gate_over_time, gate_times, gates_known, runs_over_time

RECENT: Final = 10
"""How many runs are compared with at most as many before."""
_MOST_SLOW: Final = 5
_NO_DECISION: Final = "skipped"


def chart(root: Path, gate: str, limit: int) -> Chart:
    """Give the newest runs as a chart, or those of one gate where it is named.

    Raises:
        WrongUse: when no run has such a gate.
        StoreBroken: when the history cannot be read.
    """
    folder = folder_of(root)
    if folder is None:
        return Chart((), (), gate)
    with open_database(folder) as database:
        if not gate:
            points = runs_over_time(database, limit)
            times = gate_times(database, tuple(point.run_id for point in points))
            return Chart(_series(points), _slowest(times))
        points = gate_over_time(database, gate, limit)
        known = gates_known(database)
        if not points and known:
            raise WrongUse(f"--gate {gate}: no run in the history has this gate; known: {', '.join(known)}")
        return Chart(_series(points), (), gate)


def _series(newest_first: tuple[Point, ...]) -> tuple[Series, ...]:
    by_kind: dict[tuple[str, str], list[Point]] = {}
    for point in newest_first:
        by_kind.setdefault((point.command, point.profile), []).insert(0, point)
    return tuple(_one(*kind, tuple(points)) for kind, points in by_kind.items())


def _one(command: str, profile: str, points: tuple[Point, ...]) -> Series:
    words = [point.word for point in points]
    counts = {word: words.count(word) for word in dict.fromkeys(words)}
    decided = [word for word in words if word != _NO_DECISION]
    changes = sum(before != after for before, after in pairwise(decided))
    return Series(command, profile, points, counts, changes, _trend([point.seconds for point in points if point.ran]))


def _trend(seconds: list[float]) -> Trend | None:
    last, before = seconds[-RECENT:], seconds[-2 * RECENT : -RECENT]
    return Trend(median(last), median(before) if before else None, len(last), len(before)) if last else None


def _slowest(times: dict[str, tuple[float, ...]]) -> tuple[Slow, ...]:
    rows = (Slow(gate, median(seconds), len(seconds)) for gate, seconds in times.items())
    return tuple(sorted(rows, key=lambda slow: -slow.median_s)[:_MOST_SLOW])
