"""What worked for the same incident before is tried first, and what works now is remembered (P46)."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ferrule.edits.changes import content, located
from ferrule.errors import SourceChanged
from ferrule.escalation import memory
from ferrule.facts.escalation import KeptEdit, Resolution, Tracked
from ferrule.facts.finding import Edit, Finding
from ferrule.facts.fix import Incident, IncidentStatus
from ferrule.facts.repair import Candidate, Changes
from ferrule.flow.levels.differences import Differences
from ferrule.repair.identity import identity
from ferrule.repair.search.state import State

if TYPE_CHECKING:
    from ferrule.store.database import Database

MOVE: Final = "remembered"
_SUREST: Final = 0
_MOST: Final = 3


@dataclass(slots=True)
class Recall:
    """The lessons of one store, as one run uses them."""

    database: "Database"
    root: Path
    known: dict[str, tuple[Resolution, ...]] = field(default_factory=dict)
    """Lessons with edits, by the identity of the error."""

    def look_up(self, error: Finding, one: Tracked) -> None:
        """Find what worked for an incident."""
        name = identity(error)
        if name not in self.known:
            seen = one.sighting
            found = memory.recalled(self.database, seen.fingerprint, seen.kind, seen.code or "syntax")
            self.known[name] = tuple(lesson for lesson in found if lesson.edits and lesson.right)[:_MOST]

    def offered(self, error: Finding, state: State) -> tuple[Candidate, ...]:
        """Give what worked for an error, as far as its old text stands in the sources once: before all else."""
        lessons = self.known.get(identity(error), ())
        found = ((lesson, _edits(lesson.edits, state.changes, self.root)) for lesson in lessons)
        return tuple(
            Candidate(MOVE, f"worked before: {lesson.message}", MOVE, edits, _SUREST)
            for lesson, edits in found
            if edits
        )

    def learn(self, told: Incident, one: Tracked, made: Differences, responder: str) -> None:
        """Remember what came of an incident: the edits that answered it, or that what worked before did not."""
        name = identity(told.finding)
        resolved = told.status is IncidentStatus.RESOLVED and bool(told.attempts)
        last = told.attempts[-1] if told.attempts else None
        for lesson in self.known.get(name, ()):
            right = bool(resolved and last and last.move == MOVE and lesson.message in last.action)
            if resolved and not right:  # another answer came first: nothing is known of this one
                continue
            memory.remember(self.database, replace(lesson, id="", level=told.level, tried=1, right=int(right)))
        if resolved and last is not None and last.move and last.move != MOVE:
            edits, seen = made.of(told.finding), one.sighting
            code = seen.code or "syntax"
            lesson = Resolution(
                seen.fingerprint, seen.kind, code, told.level, responder, last.move, last.action, 1, 1, edits
            )
            memory.remember(self.database, lesson)


def _edits(kept: tuple[KeptEdit, ...], tree: Changes, root: Path) -> tuple[Edit, ...]:
    """Give the edits at their places; none where one of them has no place, or several."""
    found = []
    for one in kept:
        try:
            text = content(located(root, one.path), tree)
        except SourceChanged:
            return ()
        old = one.old.encode()
        if not old or text.count(old) != 1:
            return ()
        start = text.index(old)
        line, end_line = text.count(b"\n", 0, start) + 1, text.count(b"\n", 0, start + len(old)) + 1
        found.append(Edit(one.path, start, start + len(old), line, 1, end_line, 1, one.new))
    return tuple(found)
