"""What each level may use, counted by the program."""

from dataclasses import replace

import pytest

from escalation.samples import PACKET, SEEN, Clock, brought_to, machine_of
from ferrule.errors import IllegalMove
from ferrule.escalation.limits import ATTEMPTS, BOX_S, fits, used_up
from ferrule.facts.escalation import Cause, Stage
from ferrule.store.database import Database

WORKED = (Stage.LEVEL1, Stage.LEVEL2, Stage.LEVEL3)


@pytest.mark.parametrize("stage", WORKED)
def test_no_third_attempt(database: Database, stage: Stage) -> None:
    """At each level two attempts are counted and the third is refused, and nothing of it is written."""
    machine = machine_of(database)
    tracked = brought_to(machine, stage)
    level = tracked.level
    counted = [machine.attempted(tracked.id, right=False, seconds=2.5).attempts[level - 1] for _ in range(2)]
    before = machine.events(tracked.id)

    with pytest.raises(IllegalMove, match="2 times"):
        machine.attempted(tracked.id, right=True, seconds=2.5)

    last = machine.get(tracked.id)
    assert ([1, 2], 2, 5.0) == (counted, last.attempts[level - 1], last.seconds[level - 1])
    assert (before, Cause.ATTEMPTS) == (machine.events(tracked.id), used_up(last))


def test_a_name_buys_no_attempt_at_level_1(database: Database) -> None:
    """Level 1 has two attempts, whoever is said to make them; above, each responder has two."""
    machine = machine_of(database)
    tracked = brought_to(machine, Stage.LEVEL1)
    for name in ("engine", "other"):
        machine.attempted(tracked.id, right=False, seconds=0, responder=name)
    with pytest.raises(IllegalMove):
        machine.attempted(tracked.id, right=False, seconds=0, responder="third")

    machine.move(tracked.id, Stage.LEVEL2, Cause.ATTEMPTS)
    for name in ("engine", "engine", "coordinator", "coordinator"):
        tracked = machine.attempted(tracked.id, right=False, seconds=0, responder=name)

    assert (2, 4, 0) == tracked.attempts


def test_attempts_are_not_said_to_be_used_up(database: Database) -> None:
    """A move because of used up attempts is refused while one is left."""
    machine = machine_of(database)
    tracked = brought_to(machine, Stage.LEVEL1)
    machine.attempted(tracked.id, right=False, seconds=1)

    with pytest.raises(IllegalMove, match="attempts of level1 are left"):
        machine.move(tracked.id, Stage.LEVEL2, Cause.ATTEMPTS)


@pytest.mark.parametrize(("stage", "box"), list(zip(WORKED, BOX_S.values(), strict=True)))
def test_time_is_used_up(database: Database, stage: Stage, box: float) -> None:
    """One second more than the box is a time-out; one second less is not."""
    machine = machine_of(database)
    tracked = brought_to(machine, stage)
    less = machine.attempted(tracked.id, right=False, seconds=box - 1)
    left = machine.box_left(tracked)
    more = machine.attempted(tracked.id, right=False, seconds=2)

    assert (None, 1.0, -1.0) == (used_up(less), left, machine.box_left(tracked))
    assert Cause.TIMEOUT == used_up(replace(more, attempts=(0, 0, 0)))


def test_the_clock_runs_while_somebody_is_asked(database: Database) -> None:
    """Time counts from the question to the answer, by the clock; after a late answer nobody else is asked."""
    clock = Clock()
    machine = machine_of(database, clock=clock)
    tracked = brought_to(machine, Stage.LEVEL2)
    machine.asked(tracked.id, PACKET, "coordinator")
    clock.wait(599)
    left = machine.box_left(tracked)
    clock.wait(2)
    answered = machine.answered(tracked.id, "coordinator", "late", 5.0)
    clock.wait(50)

    assert (1.0, -1.0, 601.0) == (left, machine.box_left(tracked), answered.seconds[1])
    with pytest.raises(IllegalMove, match="time of level2 is used up"):
        machine.asked(tracked.id, PACKET, "other")


def test_a_responder_is_asked_twice(database: Database) -> None:
    """A malformed answer costs the one retry; another responder has asks of its own, the next level has new ones."""
    machine = machine_of(database)
    tracked = brought_to(machine, Stage.LEVEL2)
    for name in ("a", "a", "b"):
        machine.asked(tracked.id, PACKET, name)
        machine.answered(tracked.id, name, "not JSON", 1.0)
    with pytest.raises(IllegalMove, match="asked a 2 times"):
        machine.asked(tracked.id, PACKET, "a")
    machine.move(tracked.id, Stage.LEVEL3, Cause.NO_ANSWER)

    assert 3 == machine.asked(tracked.id, PACKET, "a").level
    assert (PACKET,) * 4 == machine.packets(tracked.id)


def test_level_4_waits_for_ever(database: Database) -> None:
    """A question has no box, and what the user lets be tried is told but not limited."""
    clock = Clock()
    machine = machine_of(database, clock=clock)
    tracked = brought_to(machine, Stage.WAITING)
    clock.wait(10**8)
    for _ in range(3):
        tracked = machine.attempted(tracked.id, right=False, seconds=1, responder="user")

    assert (float("inf"), (0, 0, 0), Stage.WAITING) == (machine.box_left(tracked), tracked.attempts, tracked.stage)


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.RESOLVED, Stage.ABANDONED])
def test_nothing_is_tried_where_nobody_works(database: Database, stage: Stage) -> None:
    """What was not begun or is over takes no attempt, and nobody is asked about it."""
    machine = machine_of(database)
    tracked = brought_to(machine, stage, SEEN) if stage is not Stage.RESOLVED else brought_to(machine, stage)

    with pytest.raises(IllegalMove):
        machine.attempted(tracked.id, right=True, seconds=1)
    with pytest.raises(IllegalMove):
        machine.asked(tracked.id, PACKET, "a")


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_seconds_that_are_none(database: Database, seconds: float) -> None:
    """Time that cannot be counted is refused: it would make a box endless."""
    machine = machine_of(database)
    tracked = brought_to(machine, Stage.LEVEL1)

    with pytest.raises(ValueError, match="seconds"):
        machine.attempted(tracked.id, right=True, seconds=seconds)
    assert (0, 0, 0) == machine.get(tracked.id).attempts


def test_what_fits_before_a_deadline() -> None:
    """Levels fit as long as their boxes do; with less than those of levels 1 and 2, level 2 does not."""
    found = {left: fits(left) for left in (1800, 1799, 900, 899, 300, 299, 0)}

    assert found == {
        1800: (1, 2, 3, 4), 1799: (1, 2, 4), 900: (1, 2, 4), 899: (1, 4), 300: (1, 4), 299: (4,), 0: (4,),
    }  # fmt: skip
    assert ((2, 3, 4), (2, 4), (4,)) == (fits(1500, after=1), fits(1499, after=1), fits(899, after=2))
    assert {2} == set(ATTEMPTS.values())
