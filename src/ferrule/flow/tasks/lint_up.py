"""What linting could not mend goes up as an error does, and ends as a question for the user (E08)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from ferrule.errors import FerruleError
from ferrule.facts.escalation import Cause, Stage
from ferrule.facts.fix import FixReport, FixRequest
from ferrule.facts.task import Box, BoxStatus, Task
from ferrule.flow.fix import fix
from ferrule.flow.incidents import OPEN, machine_at
from ferrule.repair.classes import LINT


@dataclass(frozen=True, slots=True)
class Going:
    """What is to go up, and from where."""

    root: Path
    """Of the workspace where the work is done."""
    task: Task
    places: tuple[str, ...]
    """Of the lints, as `PATH:LINE`."""
    foreign: Collection[str]
    """Files that are somebody else's work, relative to the root: their lints stay, and no answer edits them."""
    trusted: bool
    tell: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Raised:
    """What came of the way up."""

    applied: bool = False
    """An edit of somebody who was asked stood, and was written: it is worth another look."""
    asked: tuple[str, ...] = ()
    """Incidents that wait for the user."""
    notes: tuple[str, ...] = ()


def raised(up: Going) -> Raised:
    """Let lints go up to coordinator, architect and user, as far as the settings say.

    In the clone of an agent nothing goes up: the agent itself is asked, round by round, and nobody would look for
    incidents there.

    """
    places = tuple(place for place in up.places if place.rpartition(":")[0] not in up.foreign)
    if up.task.tree or not places:
        return Raised()
    closed = tuple(up.root / name for name in sorted(up.foreign))
    command = f"task finish {up.task.id}"
    request = FixRequest(up.root, lints=places, closed=closed, trusted=up.trusted, command=command)
    try:
        return _of(fix(request, up.tell))
    except FerruleError as fault:
        return Raised(notes=(f"lints did not go up: {fault}",))


def over(root: Path) -> None:
    """Close the incidents of lints in a workspace whose linting passes: somebody mended them."""
    with machine_at(root) as machine:
        for one in machine.incidents(OPEN) if machine else ():
            if machine and one.sighting.kind == LINT and machine.take(one.id):
                machine.move(one.id, Stage.RESOLVED, Cause.GONE, "the linting passes")
                machine.release(one.id)


def with_questions(box: Box, up: Raised) -> Box:
    """Give the box as a question where somebody has to decide; as it is where nobody is asked."""
    if not up.asked:
        return box
    first, more = up.asked[0], f" (and {', '.join(up.asked[1:])})" if up.asked[1:] else ""
    remedy = f"the user decides: `ferrule incidents show {first}`, `ferrule incidents answer {first} LETTER`{more}"
    return replace(box, status=BoxStatus.ASKS, remedy=f"{remedy}; or mend it: {box.remedy}")


def _of(report: FixReport) -> Raised:
    asked = tuple(question.incident for question in report.questions)
    notes = tuple(note for note in report.notes if "lints" in note)
    return Raised(report.applied, asked, notes)
