"""Every step that the table has is taken, and no other one."""

from itertools import product

import pytest

from escalation.samples import another, brought_to, machine_of
from ferrule.errors import IllegalMove
from ferrule.escalation import stages
from ferrule.escalation.stages import LEGAL, LEVEL, refusal
from ferrule.facts.escalation import Cause, Stage
from ferrule.store.database import Database

WORKED = (Stage.LEVEL1, Stage.LEVEL2, Stage.LEVEL3)
EVERY = sorted(product(Stage, Cause, Stage))
TABLE = [line.strip("| ").split(" | ") for line in (stages.__doc__ or "").splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("before", list(Stage))
def test_every_step(database: Database, before: Stage) -> None:
    """From each stage, each cause leads exactly where the table says; what is refused leaves all as it was."""
    machine = machine_of(database)
    taken: set[tuple[Stage, Cause, Stage]] = set()
    for step in (step for step in EVERY if step[0] is before):
        _, cause, after = step
        tracked = brought_to(machine, before, another(len(taken)))  # one for each step that is taken
        if cause is Cause.ATTEMPTS and tracked.attempts == (0, 0, 0) and before in WORKED:
            for _ in range(2):
                tracked = machine.attempted(tracked.id, right=False, seconds=1)
        told = machine.events(tracked.id)
        try:
            moved = machine.move(tracked.id, after, cause, "evidence")
        except IllegalMove:
            assert (machine.get(tracked.id), machine.events(tracked.id)) == (tracked, told)
            continue
        taken.add(step)
        last = machine.events(tracked.id)[-1]
        assert (moved, after) == (machine.get(tracked.id), moved.stage)
        assert step == (last.before, last.cause, last.after)

    assert {step for step in LEGAL if step[0] is before} == taken


def test_a_jump_needs_evidence(database: Database) -> None:
    """Nothing comes to level 3 past level 2 without a trigger, and no trigger counts without its evidence."""
    machine = machine_of(database)
    tracked = machine.met(brought_to(machine, Stage.LEVEL1).sighting)

    with pytest.raises(IllegalMove, match="needs the evidence"):
        machine.move(tracked.id, Stage.LEVEL3, Cause.TRIGGER, " ")
    jumped = machine.move(tracked.id, Stage.LEVEL3, Cause.TRIGGER, "object-safety: E0038")

    assert ("object-safety: E0038", 3) == (jumped.trigger, jumped.level)
    skips = {cause for before, cause, after in LEGAL if after is Stage.LEVEL3 and LEVEL[before] < 2}
    assert {Cause.TRIGGER} == skips


def test_each_level_can_go_up_early() -> None:
    """What is exhausted goes one level up, whatever is left of its box."""
    ways = ((Stage.LEVEL1, Stage.LEVEL2), (Stage.LEVEL2, Stage.LEVEL3), (Stage.LEVEL3, Stage.WAITING))

    assert ["", "", ""] == [refusal(before, Cause.EXHAUSTED, after) for before, after in ways]
    assert "open does not lead to level3 because of exhausted" == refusal(Stage.OPEN, Cause.EXHAUSTED, Stage.LEVEL3)


def test_the_user_is_never_chosen_for() -> None:
    """From waiting, nothing but the user, the compiler or the text of the source leads on."""
    causes = {cause for before, cause, after in LEGAL if before is Stage.WAITING and after is not before}

    assert {Cause.ANSWER, Cause.VERIFIED, Cause.GONE, Cause.GIVEN_UP, Cause.SOURCE_CHANGED} == causes


def test_the_written_table_has_every_step() -> None:
    """Each legal step stands in the table of the docstring, by its stages and its cause."""
    order = [stage.value for stage in Stage]

    def ranged(words: str) -> set[str]:
        if " to " in words:
            first, last = words.split(" to ")
            return set(order[order.index(first) : order.index(last) + 1])
        return set(words.split(", "))

    written = [
        (ranged(row[0]), row[1], ranged(row[0]) if row[2] == "the same" else set(row[2].split(", "))) for row in TABLE
    ]

    def stands(before: Stage, cause: Cause, after: Stage) -> bool:
        return any(before in starts and cause in words and after in ends for starts, words, ends in written)

    assert [] == [step for step in sorted(LEGAL) if not stands(*step)]
