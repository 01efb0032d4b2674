"""Random walks: whatever is asked of the machine, no limit is passed and the stream of events tells the truth."""

from itertools import pairwise
from random import Random

import pytest
from sqlalchemy import text

from escalation.samples import PACKET, QUESTION, Clock, another, machine_of
from ferrule.errors import IllegalMove
from ferrule.escalation.limits import ATTEMPTS
from ferrule.escalation.machine import Machine
from ferrule.facts.escalation import Cause, EventKind, Sighting, Stage
from ferrule.facts.packet import Answer
from ferrule.store.database import Database

STEPS = 150
NAMES = ("engine", "coordinator")


def step(machine: Machine, chance: Random, sighting: Sighting, clock: Clock) -> None:
    """Ask the machine for anything at all."""
    incident, name = machine.met(sighting).id, chance.choice(NAMES)
    deeds = (
        lambda: machine.move(incident, chance.choice(list(Stage)), chance.choice(list(Cause)), "evidence"),
        lambda: machine.attempted(incident, right=chance.random() < 0.3, seconds=chance.uniform(0, 90), responder=name),
        lambda: machine.asked(incident, PACKET, name),
        lambda: machine.answered(incident, name, "words", chance.uniform(0, 90)),
        lambda: machine.question(incident, QUESTION),
        lambda: machine.answer(incident, Answer("A")),
        lambda: machine.take(incident),
        lambda: machine.release(incident),
        lambda: clock.wait(chance.uniform(0, 400)),
    )
    chance.choices(deeds, weights=(12, 6, 2, 2, 1, 1, 1, 1, 1))[0]()


@pytest.mark.parametrize("seed", range(4))
def test_no_limit_is_passed(database: Database, seed: int) -> None:
    """Between two chances no responder tries more than twice at a level; state and stream agree."""
    chance, clock = Random(seed), Clock()  # noqa: S311 - the same each time
    refused = 0
    for n in range(STEPS):
        machine = machine_of(database, f"run-{n // 25}", clock)
        try:
            step(machine, chance, another(chance.randrange(3)), clock)
        except IllegalMove:
            refused += 1

    machine = machine_of(database, "end", clock)
    for tracked in machine.incidents():
        tries: dict[tuple[int, str], int] = {}
        events = machine.events(tracked.id)
        for event in events:
            if event.kind is EventKind.MOVED and event.after is not event.before:
                tries = {}
            elif event.kind is EventKind.ATTEMPTED and event.level in ATTEMPTS:
                tries[event.level, event.responder] = tries.get((event.level, event.responder), 0) + 1
            assert all(made <= ATTEMPTS[level] for (level, _), made in tries.items())
        assert all(one.after is two.before for one, two in pairwise(events))
        assert (tracked.stage, tracked.episode) == (events[-1].after, events[-1].episode)
        assert tracked.attempts[0] <= ATTEMPTS[1]
    assert ("", True) == (machine.broken_chain(), 0 < refused < STEPS)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("DELETE FROM escalation_events WHERE n = 2", "event 2 is missing"),
        ("DELETE FROM escalation_events WHERE n = 1", "event 1 is missing"),
        ("DELETE FROM escalation_events WHERE n = 5", "event 5 is missing"),
        ("UPDATE escalation_events SET stood = 1 WHERE n = 4", "event 4 is not what was written"),
        ("UPDATE escalation_events SET seconds = 0.5 WHERE n = 3", "event 3 is not what was written"),
        ("UPDATE escalation_events SET hash = prev_hash WHERE n = 5", "event 5 is not what was written"),
    ],
)
def test_a_broken_chain_is_told(database: Database, harm: str, told: str) -> None:
    """An event that was changed or deleted is named, the last one too."""
    machine = machine_of(database)
    tracked = machine.met(another(1))
    machine.move(tracked.id, Stage.LEVEL1, Cause.MET)
    for _ in range(2):
        machine.attempted(tracked.id, right=False, seconds=2.0)
    machine.move(tracked.id, Stage.LEVEL2, Cause.ATTEMPTS)
    whole = machine.broken_chain()
    with database.writing() as connection:
        connection.execute(text(harm))

    assert ("", told) == (whole, machine.broken_chain())
