"""The event streams of many stores, taken together: one funnel, and how long each level had its incidents."""

import dataclasses
import itertools
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.escalation.funnel import funnel
from ferrule.facts.escalation import Event, EventKind, Stage
from ferrule.facts.funnel import Funnel
from ferrule.store.database import open_database
from ferrule.store.events import append, of_incident
from ferrule.store.incidents import of_stages

STATE: Final = ".ferrule"
_LEVELS: Final = {Stage.LEVEL1: 1, Stage.LEVEL2: 2, Stage.LEVEL3: 3}


@dataclass(frozen=True, slots=True)
class Stream:
    """What one workspace's store holds."""

    events: tuple[Event, ...]
    own: Funnel
    """What its own `ferrule stats` counts."""


def stream(root: Path, name: str) -> Stream:
    """Read the events of a workspace; its incidents bear its name, since two workspaces may have one of the same id."""
    with open_database(root / STATE) as database:
        with database.reading() as connection:
            found = [
                event
                for one in of_stages(connection, tuple(Stage))
                for event in of_incident(connection, one.tracked.id)
            ]
        named = (dataclasses.replace(one, incident=f"{name}/{one.incident}") for one in found)
        return Stream(tuple(named), funnel(database))


def together(streams: Mapping[str, Stream], folder: Path) -> Funnel:
    """Give the funnel of all streams, written into one store below a folder.

    Raises:
        AssertionError: when an incident is counted twice, or not at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with open_database(folder) as database:
        with database.writing() as connection:
            append(connection, [event for one in streams.values() for event in one.events])
        found = funnel(database)
    assert found.incidents == len({(one.incident, one.episode) for each in streams.values() for one in each.events})
    assert found.incidents == found.resolved + found.gone + found.waiting + found.abandoned + found.open
    parts = [each.own for each in streams.values()]
    assert (found.incidents, found.tasks) == (sum(one.incidents for one in parts), sum(one.tasks for one in parts))
    for level, share in enumerate(found.levels):
        alone = [one.levels[level] for one in parts]
        added = (sum(one.entered for one in alone), sum(one.resolved for one in alone))
        assert (share.entered, share.resolved) == added, f"level {share.level} adds up to {added}"
    return found


def seconds_at(events: Iterable[Event]) -> dict[int, list[float]]:
    """Give for each level how long it had each incident, from the step that led there to the next one, in seconds."""
    steps: defaultdict[tuple[str, int], list[Event]] = defaultdict(list)
    for event in events:
        if event.kind is EventKind.MOVED:
            steps[event.incident, event.episode].append(event)
    had: dict[int, list[float]] = {1: [], 2: [], 3: []}
    for moves in steps.values():
        for came, went in itertools.pairwise(moves):
            if came.after in _LEVELS:
                had[_LEVELS[came.after]].append((went.time - came.time).total_seconds())
    return had


def middle(values: Iterable[float]) -> str:
    """Give the median in words; nothing where there is nothing."""
    kept = list(values)
    return f"{statistics.median(kept):.1f} s" if kept else ""
