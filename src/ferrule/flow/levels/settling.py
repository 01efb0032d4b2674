"""What follows from a turn: edits written, attempts counted, lessons kept, and each incident moved to its place."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ferrule.edits.changes import against
from ferrule.edits.journal import apply
from ferrule.escalation.limits import ATTEMPTS, ENGINE
from ferrule.facts.escalation import Cause, Stage, Tracked
from ferrule.facts.fix import Incident, IncidentStatus
from ferrule.flow.levels.differences import Differences
from ferrule.flow.levels.engine import Worked
from ferrule.flow.levels.standing import Standing
from ferrule.flow.levels.tracking import STAGE

if TYPE_CHECKING:
    from ferrule.flow.levels.climb import Climb

HIGHEST: Final = 3
"""The highest level that is not the user."""


def settle(climb: "Climb", made: Worked, ids: Iterable[str], responder: str = ENGINE, *, is_last: bool = True) -> None:
    """Write what stood, count what was tried, and move each incident to where it belongs now."""
    if made.kept:
        _write(climb, made)
    elif made.level > 1:  # what an edit uncovered that did not stand is no incident
        known = tuple(one for one in made.incidents if one.id in climb.incidents.known)
        made = replace(made, incidents=known)
    before, climb.standing = climb.standing, made.standing
    climb.turns.append(made)
    differences = _differences(climb, made, before)
    left = climb.incidents.marks(climb.standing.left, climb.standing.changes)
    told = {one.id: one for one in made.incidents}
    for key in ids:
        answered = climb.incidents.mark(key) not in left
        _count(climb, key, told.get(key), responder, resolved=answered)
        _learn(climb, told.get(key), key, differences, responder)
        if answered:
            climb.incidents.move(key, Stage.RESOLVED, Cause.VERIFIED, _evidence(told.get(key)), responder)
        elif is_last or made.asked_up:
            up(climb, key, made.level, _cause(made, climb.incidents.known[key]), _evidence(told.get(key)), responder)
    _answered_besides(climb, left)
    climb.incidents.meet(filter(climb.search.bench.wanted, climb.standing.left), climb.standing.changes)


def _answered_besides(climb: "Climb", left: set[str]) -> None:
    """Resolve the incidents of which an edit for another one disposed."""
    for key, one in list(climb.incidents.known.items()):
        is_open = one.stage not in (Stage.RESOLVED, Stage.ABANDONED)
        if is_open and key not in climb.incidents.busy and climb.incidents.mark(key) not in left:
            if one.stage is Stage.OPEN:
                climb.incidents.begin(key, 1)
            words = "the edit for another error answers it too"
            climb.incidents.move(key, Stage.RESOLVED, Cause.VERIFIED, words, ENGINE)


def _count(climb: "Climb", key: str, told: Incident | None, responder: str, *, resolved: bool) -> None:
    level = climb.incidents.known[key].level
    room = ATTEMPTS.get(level, 0) - (climb.incidents.known[key].attempts[level - 1] if responder == ENGINE else 0)
    for attempt in told.attempts[: max(0, room)] if told else ():
        climb.incidents.known[key] = climb.incidents.machine.attempted(
            key,
            right=resolved and not attempt.rolled_back,
            seconds=attempt.seconds,
            move=attempt.move,
            responder=responder,
            evidence=attempt.result[:200],
        )


def _learn(climb: "Climb", told: Incident | None, key: str, made: Differences, responder: str) -> None:
    """Remember what answered an incident, and with which edits."""
    if told is not None and not climb.search.request.dry_run:
        climb.incidents.recall.learn(told, climb.incidents.known[key], made, responder)


def _differences(climb: "Climb", made: Worked, before: Standing) -> Differences:
    steps = made.rounds.last.searched.repaired.steps if made.rounds is not None else ()
    return Differences(climb.search.here.workspace.root, before.changes, made.standing.changes, steps)


def up(climb: "Climb", key: str, level: int, cause: Cause, evidence: str, responder: str = ENGINE) -> None:
    """Move an incident one level up, as far as anybody may be asked; above level 3 it is due for the user."""
    if climb.top <= level:
        return
    if level < HIGHEST:
        climb.incidents.move(key, STAGE[level + 1], cause, evidence, responder)
    else:
        climb.due.append(key)


def _write(climb: "Climb", made: Worked) -> None:
    here, request = climb.search.here, climb.search.request
    edits = against(climb.standing.changes, made.standing.changes)
    if not edits or request.dry_run:
        return
    steps = sum(turn.kept for turn in climb.turns)
    run_id = f"{here.run_id}.{steps + 1}" if steps else here.run_id
    apply(here.workspace.root, here.place.folder, run_id, edits, here.tell)
    climb.applied = True


def _cause(made: Worked, one: Tracked) -> Cause:
    if made.asked_up:
        return Cause.ASKED_UP
    if made.no_answer:
        return Cause.NO_ANSWER
    if made.out_of_time:
        return Cause.TIMEOUT
    return Cause.ATTEMPTS if one.attempts[made.level - 1] >= ATTEMPTS[made.level] else Cause.EXHAUSTED


def _evidence(told: Incident | None) -> str:
    if told is None or not told.attempts:
        return "nothing was found to try"
    last = told.attempts[-1]
    return f"{last.action}: {last.result}" if told.status is IncidentStatus.RESOLVED else last.result
