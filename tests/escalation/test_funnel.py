"""What is counted, from the stream of events alone."""

from dataclasses import replace

import pytest

from escalation.samples import SEEN, UP, Clock, another, brought_to, machine_of
from ferrule.escalation.funnel import funnel, funnel_of
from ferrule.escalation.wilson import wilson
from ferrule.facts.escalation import Cause, Stage
from ferrule.facts.funnel import Funnel
from ferrule.store.database import Database
from ferrule.store.tallies import Counts, End

LEVELS = (Stage.LEVEL1, Stage.LEVEL2, Stage.LEVEL3, Stage.WAITING)


def counted(entered: tuple[int, ...], repaired: tuple[int, ...], tasks: int = 1000, at_user: int = 6) -> Funnel:
    """Give the funnel of so many incidents at each level, of which the last ones wait."""
    ends = [End(Stage.RESOLVED, Cause.VERIFIED, n, "E0382", "move", done) for n, done in enumerate(repaired, 1) if done]
    left = entered[0] - sum(repaired)
    waiting = End(Stage.WAITING, Cause.QUESTION, 4, "E0499", "borrow", left)
    at = dict(zip(LEVELS, entered, strict=False))
    return funnel_of(Counts((*ends, waiting), at, (), tasks, at_user, 12.0))


def test_the_arithmetic_of_the_levels() -> None:
    """70, 80 and 90 % of what comes to each level are 24.0 % and 5.4 % of all, and 0.6 % are left."""
    found = counted((1000, 300, 60, 6), (700, 240, 54))

    assert [(0.7, 0.7), (0.8, 0.24), (0.9, 0.054), (0.0, 0.0)] == [
        (one.share, one.share_of_all) for one in found.levels
    ]
    assert (994, 6, 0.006) == (found.resolved, found.waiting, found.waiting / found.incidents)
    assert [0.7, 0.8, 0.9, None] == [one.target for one in found.levels]
    assert () == found.notes


def test_a_missed_target_is_told() -> None:
    """Each target that is missed has a note with its counts; chance is named where the interval allows it."""
    found = counted((1000, 400, 100, 40), (600, 300, 60), tasks=1000, at_user=20)

    assert [
        "level 1 repaired 60.0% of 1000 incidents, 70% is the target (interval 56.9% to 63.0%)",
        "level 2 repaired 75.0% of 400 incidents, 80% is the target (interval 70.5% to 79.0%)",
        "level 3 repaired 60.0% of 100 incidents, 90% is the target (interval 50.2% to 69.1%)",
        "2.0% of 1000 runs came to the user, the target is less than 2%",
    ] == list(found.notes)
    [note] = counted((20, 6, 1), (13, 5, 1)).notes
    assert "65.0% of 20 incidents, 70% is the target, perhaps by chance" in note


def test_too_few_say_nothing() -> None:
    """Below twenty incidents at a level, and fifty runs, no note is made, however bad it looks."""
    assert () == counted((19, 19, 19, 19), (0, 0, 0), tasks=49, at_user=19).notes


def test_slow_repairs_are_told() -> None:
    """Half of the repairs taking five minutes or more is a note."""
    ends = (End(Stage.RESOLVED, Cause.VERIFIED, 1, "E0382", "move", 20),)
    found = funnel_of(Counts(ends, {Stage.LEVEL1: 20}, (), 1, 0, 300.0))

    assert ("half of 20 repairs took 300 s or more, the target is less than 300 s",) == found.notes


def test_nothing_yet(database: Database) -> None:
    """An empty store has no shares, and no note."""
    found = funnel(database)

    assert (0, 0, None, ()) == (found.incidents, found.tasks, found.median_seconds, found.notes)
    assert {(0, None, None)} == {(one.entered, one.share, one.interval) for one in found.levels}


def test_a_story_is_counted_once(database: Database) -> None:
    """Repaired, waiting, given up, gone and open incidents, three runs, a second episode, a change of text."""
    clock = Clock()
    machine = machine_of(database, "run-1", clock)
    first = brought_to(machine, Stage.LEVEL1)
    machine.attempted(first.id, right=False, seconds=1, move="clone")
    machine.attempted(first.id, right=True, seconds=1, move="reorder")
    clock.wait(30)
    machine.move(first.id, Stage.RESOLVED, Cause.VERIFIED)
    brought_to(machine, Stage.WAITING, another(1))
    brought_to(machine, Stage.ABANDONED, replace(another(2), code=None, kind="other"))
    gone = brought_to(machine, Stage.LEVEL2, another(3))
    machine.move(gone.id, Stage.RESOLVED, Cause.GONE)
    brought_to(machine, Stage.LEVEL2, another(4))
    later = machine_of(database, "run-2", clock)
    later.met(replace(another(4), source_sha256="cc"))
    again = brought_to(later, Stage.LEVEL1, SEEN)
    later.attempted(again.id, right=True, seconds=1, move="reorder")
    clock.wait(10)
    later.move(again.id, Stage.RESOLVED, Cause.VERIFIED)
    machine_of(database, "run-3", clock).met(another(1))
    found = funnel(database)

    assert (6, 2, 1, 1, 1, 1) == (
        found.incidents, found.resolved, found.waiting, found.abandoned, found.open, found.gone,
    )  # fmt: skip
    assert [(6, 2), (4, 0), (2, 0), (2, 0)] == [(one.entered, one.resolved) for one in found.levels]
    assert (3, 1, 20.0) == (found.tasks, found.tasks_at_user, found.median_seconds)
    assert [("reorder", 2, 2), ("clone", 1, 0)] == [(one.name, one.tried, one.right) for one in found.moves]
    assert [("engine", 3, 2)] == [(one.name, one.tried, one.right) for one in found.responders]
    assert [("E0382", 5, 2), ("syntax", 1, 0)] == [(one.name, one.tried, one.right) for one in found.codes]
    assert [("move", 5, 2), ("other", 1, 0)] == [(one.name, one.tried, one.right) for one in found.kinds]


def test_a_jump_passes_levels_by(database: Database) -> None:
    """Levels that an incident did not come to do not count it."""
    machine = machine_of(database)
    tracked = machine.met(SEEN)
    machine.move(tracked.id, Stage.LEVEL3, Cause.TRIGGER, "E0038")
    machine.move(tracked.id, Stage.RESOLVED, Cause.VERIFIED)

    assert [0, 0, 1, 0] == [one.entered for one in funnel(database).levels]
    assert [0, 0, 1, 0] == [one.resolved for one in funnel(database).levels]
    assert len(UP) == len(LEVELS)


@pytest.mark.parametrize(
    ("right", "tried", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 2, 0.0945, 0.9055), (700, 1000, 0.6709, 0.7276)],
)
def test_wilson(right: int, tried: int, low: float, high: float) -> None:
    """The interval is Wilson's, and never leaves 0 to 1."""
    assert (low, high) == pytest.approx(wilson(right, tried), abs=5e-5)


def test_wilson_of_nothing() -> None:
    """Without tries there is no interval, and more right ones than tries are refused."""
    assert None is wilson(0, 0)
    with pytest.raises(ValueError, match="2 of 1"):
        wilson(2, 1)
