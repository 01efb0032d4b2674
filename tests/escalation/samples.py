"""Made-up incidents, a clock that stands still until it is told, and a packet and a question that are whole."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from ferrule.escalation.machine import Machine
from ferrule.facts.escalation import Cause, Sighting, Stage, Tracked
from ferrule.facts.packet import CurrentState, Escalation, Option, Proof, Question, Window
from ferrule.store.database import Database

SEEN = Sighting("0123456789abcdef", "E0382", "move", "src/lib.rs", 12, "use of moved value: `v`", "aa")
PACKET = Escalation(
    incident="I-01234567",
    sender="rust-pro",
    to="backend-coordinator",
    level=2,
    problem="use of moved value",
    attempted=("clone: the guard refuses it",),
    error_full="error[E0382]: use of moved value: `v`",
    context=Window("src/lib.rs", 12, "12 > drop(v);", "rustc 1.95.0"),
    request="who should own `v`?",
    current_state=CurrentState(("src/lib.rs",), "main"),
    blocked_on="the owner of `v`",
)
OPTION = Option("A", "clone it", ("clone",), "slower", "ferrule undo", "-v\n+v.clone()\n", Proof.TESTED, "3 tests pass")
QUESTION = Question("I-01234567", "who owns `v`?", ((1, ("clone: refused",)),), (OPTION,), "it stays", "bb")
UP = (
    (Stage.LEVEL1, Cause.MET),
    (Stage.LEVEL2, Cause.EXHAUSTED),
    (Stage.LEVEL3, Cause.NO_ANSWER),
    (Stage.WAITING, Cause.QUESTION),
)


@dataclass(slots=True)
class Clock:
    """A clock that goes only when it is told to."""

    now: datetime = datetime(2026, 11, 21, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Give the moment."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def machine_of(database: Database, run_id: str = "run-1", clock: Clock | None = None) -> Machine:
    """Give the machine of a run."""
    return Machine(database, run_id, clock or Clock())


def another(n: int) -> Sighting:
    """Give a sighting of an error of its own."""
    return replace(SEEN, fingerprint=f"{n:08x}89abcdef")


def brought_to(machine: Machine, stage: Stage, sighting: Sighting = SEEN) -> Tracked:
    """Give an incident that was met and went up to this stage, step by step; one that is there stays as it is."""
    known = [one for one in machine.incidents((stage,)) if one.sighting == sighting]
    if known:
        return known[0]
    tracked = machine.met(sighting)
    for after, cause in UP:
        if tracked.stage is stage:
            break
        tracked = machine.move(tracked.id, after, cause)
    ends = {Stage.RESOLVED: Cause.VERIFIED, Stage.ABANDONED: Cause.GIVEN_UP}
    return machine.move(tracked.id, stage, ends[stage]) if stage in ends else tracked
