"""What an incident costs in a store that grows, and how long its funnel takes."""

import os
import statistics
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bench.results import WORK, Section, seconds, table
from ferrule.escalation.funnel import funnel
from ferrule.escalation.machine import Machine
from ferrule.facts.escalation import Cause, Event, EventKind, Sighting, Stage
from ferrule.store.database import open_database
from ferrule.store.events import append

INCIDENTS = 1000
ATTEMPTS = 100_000
_EACH = 2
_ROUNDS = 7
_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def machine() -> Section:
    """Take incidents through their lives, one after the other, in a store that grows."""
    with _store() as folder, open_database(Path(folder)) as database:
        tracker = Machine(database, "run")
        times = [seconds(partial(_life, tracker, n)) for n in range(INCIDENTS)]
    thousands = sorted(1000 * one for one in times)
    head = ("incidents", "median", "95 of 100 within", "longest")
    row = (f"{INCIDENTS:,}", f"{statistics.median(thousands):.1f} ms", f"{thousands[len(times) * 95 // 100]:.1f} ms")
    words = "One incident: met, taken, begun, two attempts, moved to level 2 and back into the hands of nobody."
    text = f"{table(head, [(*row, f'{thousands[-1]:.1f} ms')])}\n\n{words} {_load()}"
    return Section("The state machine (goal: at most 20 ms an incident in the median)", text)


def stats() -> Section:
    """Count the funnel of many attempts, and of the moves that belong to them."""
    with _store() as folder, open_database(Path(folder)) as database:
        events = list(_events(ATTEMPTS // _EACH))
        with database.writing() as connection:
            append(connection, events)
        times = [seconds(lambda: funnel(database)) for _ in range(_ROUNDS)]
        found = funnel(database)
    head = ("attempts", "events", "incidents", f"median of {_ROUNDS}")
    row = (f"{ATTEMPTS:,}", f"{len(events):,}", f"{found.incidents:,}", f"{statistics.median(times):.2f} s")
    title = "The funnel of 100,000 attempts, reading included (goal: at most 1 s)"
    return Section(title, f"{table(head, [row])}\n\n{_load()}")


def _life(tracker: Machine, n: int) -> None:
    seen = Sighting(f"{n:016x}"[::-1], "E0382", "move", "src/lib.rs", n, "use of moved value: `v`", "aa")
    incident = tracker.met(seen).id
    tracker.take(incident)
    tracker.move(incident, Stage.LEVEL1, Cause.MET)
    for _ in range(_EACH):
        tracker.attempted(incident, right=False, seconds=1.0, move="clone", evidence="the guard refuses it")
    tracker.move(incident, Stage.LEVEL2, Cause.ATTEMPTS)
    tracker.release(incident)


def _events(incidents: int) -> Iterator[Event]:
    """Yield the events of incidents of which seven of ten are repaired at level 1 and the others wait at level 2."""
    for n in range(incidents):
        after, cause = (Stage.RESOLVED, Cause.VERIFIED) if n % 10 < 7 else (Stage.LEVEL2, Cause.ATTEMPTS)
        yield _event(n, EventKind.MOVED, Stage.OPEN, Stage.OPEN, Cause.MET)
        yield _event(n, EventKind.MOVED, Stage.OPEN, Stage.LEVEL1, Cause.MET)
        for attempt in range(_EACH):
            yield _event(n, EventKind.ATTEMPTED, Stage.LEVEL1, Stage.LEVEL1, right=attempt == 1 and n % 10 < 7)
        yield _event(n, EventKind.MOVED, Stage.LEVEL1, after, cause)


def _event(
    n: int, kind: EventKind, before: Stage, after: Stage, cause: str = "", *, right: bool | None = None
) -> Event:
    tried = kind is EventKind.ATTEMPTED
    return Event(
        f"I-{n:08x}", 1, _NOON + timedelta(seconds=n), kind, before, after, cause,
        responder="engine" if tried else "", move=f"move{n % 60}" if tried else "", right=right,
        run_id=f"run-{n // 20}", code=f"E{n % 90:04}", incident_kind=("move", "borrow", "type")[n % 3], age_s=n % 400,
    )  # fmt: skip


def _store() -> "tempfile.TemporaryDirectory[str]":
    WORK.mkdir(exist_ok=True)
    return tempfile.TemporaryDirectory(dir=WORK)


def _load() -> str:
    return f"Load of the machine meanwhile: {os.getloadavg()[0]:.1f}."
