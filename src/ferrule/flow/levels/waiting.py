"""Level 4: the question for the user, with what was tried and the ways out (P39, P40)."""

from ferrule.escalation.options.draft import Draft
from ferrule.facts.fix import Incident
from ferrule.facts.packet import Question
from ferrule.flow.levels.climb import Climb
from ferrule.flow.levels.options import Due, base_of, worked_out

ABORT = "the incident is given up: the error stays, and ferrule does not work on it until its text changes"


def ask_user(climb: Climb, incidents: tuple[Incident, ...]) -> dict[str, Question]:
    """Work out the options of all that is due, and put the questions; gives them by incident. Nothing is chosen."""
    told = {one.id: one for one in incidents}
    asked: dict[str, Question] = {}
    for key in climb.due:
        error = climb.incidents.errors[key]
        given = tuple(climb.desk.closed.get(key, ()))
        found = worked_out(climb.search, climb.standing, climb.turns, Due(key, error, given))
        paths = {path: b"" for one in found for path in one.changes}
        question = Question(
            incident=key,
            problem=f"{error.rule or 'syntax'} at {error.path}:{error.line}: {error.message}",
            attempts_by_level=_by_level(told.get(key)),
            options=tuple(one.option for one in found),
            abort=ABORT,
            base_sha256=base_of(paths, climb.standing.changes),
        )
        climb.incidents.known[key] = climb.incidents.machine.question(key, question)
        asked[key] = question
    return asked


def _by_level(told: Incident | None) -> tuple[tuple[int, tuple[str, ...]], ...]:
    attempts = told.attempts if told else ()
    levels = sorted({attempt.level for attempt in attempts})
    return tuple(
        (level, tuple(f"{one.attempted}; {one.action}: {one.result}" for one in attempts if one.level == level))
        for level in levels
    )


def drafts_of(climb: Climb, key: str) -> list[Draft]:
    """Give the list of answers to an incident that only a person may apply."""
    return climb.desk.closed.setdefault(key, [])
