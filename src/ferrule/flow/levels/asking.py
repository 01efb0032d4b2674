"""Responders beside the engine: the packet goes out, the answer comes back, and is judged like an edit of our own."""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ferrule.config.user import read_user_settings
from ferrule.edits.changes import content
from ferrule.escalation.limits import ENGINE
from ferrule.escalation.options.draft import Draft
from ferrule.escalation.packets.refusals import refusals
from ferrule.escalation.responders.responder import Reply, Responder
from ferrule.escalation.routing import checked
from ferrule.facts.fix import Attempt, Incident, IncidentStatus
from ferrule.facts.packet import Escalation, Verdict
from ferrule.facts.repair import Changes
from ferrule.facts.responders import Inside, UserSettings
from ferrule.flow.levels.engine import Worked
from ferrule.flow.levels.judging import Judged, judged
from ferrule.flow.levels.packing import packet_for, tree_for
from ferrule.flow.levels.standing import Standing
from ferrule.repair.classes import class_of

if TYPE_CHECKING:
    from ferrule.flow.levels.climb import Climb

_INSIDE: Final = frozenset(Inside)
_CLOSED: Final = 5
"""Rank of an option that somebody thought of and only a person may apply: before what ferrule drafts itself."""


@dataclass(slots=True)
class Desk:
    """Who answers at levels 2 and 3, and what they left for the user."""

    settings: UserSettings
    responders: Mapping[int, tuple[Responder, ...]]
    """Those beside the engine and the person, by level."""
    closed: dict[str, list[Draft]] = field(default_factory=dict)
    """Answers that only a person may apply, by incident."""
    refused: dict[str, list[tuple[str, Judged]]] = field(default_factory=dict)
    """Answers that the guard does not admit, each with its own words, by incident."""
    guidance: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What the user said to an incident."""

    def order(self, level: int) -> tuple[str, ...]:
        """Give the names of those who are asked at a level; a person is asked at level 4, with everything else said."""
        if level == 1:
            return (ENGINE,)
        return tuple(name for name in self.settings.levels[level] if name != Inside.PERSON)

    def reads_words(self) -> bool:
        """Give whether somebody at level 3 can make something of a user's words: the engine cannot."""
        return bool(self.responders.get(3))

    def one(self, level: int, name: str) -> Responder:
        """Give the responder of a name."""
        return next(one for one in self.responders[level] if one.name == name)


def desk_of(highest: int) -> Desk:
    """Give who answers, as the user's own settings say; what is wrong with those is told before anything is tried.

    Where nobody above level 1 is asked, nothing is read.

    Raises:
        WrongUse: for settings that cannot be meant.
        ToolMissing: for a responder whose extra is not installed.
    """
    if highest == 1:
        return Desk(UserSettings(), {})
    settings = read_user_settings()
    checked(settings.routes, [one.name for one in settings.responders])
    if all(name in _INSIDE for names in settings.levels.values() for name in names):
        return Desk(settings, {})

    from ferrule.escalation.responders.build import responders_of

    return Desk(settings, {level: responders_of(settings, level) for level in settings.levels})


def ask_others(climb: "Climb", name: str, level: int, key: str) -> Worked:
    """Ask one responder about one incident; a right answer is in the tree that is given back."""
    began = time.monotonic()
    packet = packet_for(climb, level, key)
    if missing := refusals(packet):
        words = f"{key}: no packet could be made: {'; '.join(missing)}"
        return Worked(level, climb.standing, kept=False, incidents=(), no_answer=True, notes=(words,))
    reply = _asked(climb, name, level, key, packet)
    judgement = _judge(climb, key, reply, name)
    seconds = time.monotonic() - began
    attempt = _attempt(climb, level, key, reply, judgement, seconds - reply.seconds)
    made = Worked(
        level,
        climb.standing,
        kept=False,
        incidents=(_told(climb, level, key, attempt),),
        no_answer=reply.answer is None,
        asked_up=reply.answer is not None and reply.answer.verdict is Verdict.ESCALATE,
        wrong=judgement is not None and not judgement.stands,
        seconds=seconds,
    )
    return made if judgement is None or not judgement.stands else _with(made, judgement)


def _asked(climb: "Climb", name: str, level: int, key: str, packet: Escalation) -> Reply:
    incidents = climb.incidents
    climb.tell(f"level {level}: asking {name} about {key}")
    incidents.machine.asked(key, packet, name)
    with tempfile.TemporaryDirectory(prefix="ferrule-", ignore_cleanup_errors=True) as folder:
        left = incidents.machine.box_left(incidents.known[key])
        reply = climb.desk.one(level, name).ask(packet, tree_for(climb, key, Path(folder)), left)
    incidents.machine.answered(key, name, reply.problem or _said(reply), reply.seconds)
    return reply


def _with(made: Worked, judgement: Judged) -> Worked:
    """Give a turn with the edits that stood."""
    verified = judgement.verified
    if verified is None:
        return made
    standing = Standing(verified.changes, judgement.checked, verified.left, verified.lints)
    costs, tested, notes = judgement.costs, verified.tested, verified.notes
    return replace(made, standing=standing, kept=True, stood=True, costs=costs, tested=tested, notes=notes)


def _told(climb: "Climb", level: int, key: str, attempt: Attempt) -> Incident:
    one, error = climb.incidents.known[key], climb.incidents.errors[key]
    status = IncidentStatus.OPEN if attempt.rolled_back else IncidentStatus.RESOLVED
    return Incident(key, one.sighting.fingerprint, error, class_of(error), level, status, (attempt,))


def _judge(climb: "Climb", key: str, reply: Reply, name: str) -> Judged | None:
    """Judge the edits of an answer; None where it has none. What only a person may apply becomes an option."""
    if reply.answer is None or not reply.changes:
        return None
    if reply.closed:
        words = _said(reply) or f"the edits of {name}"
        risk = f"{name} proposes it, and only a person may apply it: {'; '.join(reply.closed)}"
        new = _against(climb.standing.changes, reply.changes)
        climb.desk.closed.setdefault(key, []).append(Draft(words, new, risk, rank=_CLOSED, closed=True))
        return None
    scratch = climb.search.here.scratch / f"answer-{key}-{len(climb.turns)}"
    made = judged(climb.search, climb.standing, reply.changes, climb.incidents.errors[key], scratch)
    if made.refusal:
        climb.desk.refused.setdefault(key, []).append((_said(reply) or f"the edits of {name}", made))
    return made


def _against(standing: Changes, changes: Changes) -> Changes:
    return {path: text for path, text in changes.items() if content(path, standing) != text}


def _attempt(climb: "Climb", level: int, key: str, reply: Reply, judgement: Judged | None, seconds: float) -> Attempt:
    error = climb.incidents.errors[key]
    stands = judgement is not None and judgement.stands
    words = reply.problem or (judgement.words if judgement else "")
    if not words:
        words = f"only a person may apply it: {'; '.join(reply.closed)}" if reply.closed else "an answer without edits"
    files = ", ".join(sorted(path.name for path in reply.changes))
    before = len(climb.standing.left)
    after = len(judgement.verified.left) if stands and judgement and judgement.verified else before
    return Attempt(
        n=1,
        level=level,
        move="answer",
        error=f"{error.rule or 'syntax'}: {error.message}",
        attempted=f"asked for {'guidance' if level == 2 else 'a blueprint'}; edits of {files or 'no file'}",
        action=_said(reply) or "none",
        result=words if stands else f"left: {words}",
        errors_before=before,
        errors_after=after,
        seconds=round(max(0.0, seconds), 3),
        rolled_back=not stands,
        refused=1 if judgement is not None and judgement.refusal else 0,
    )


def _said(reply: Reply) -> str:
    """Give what an answer proposes, in one line."""
    answer = reply.answer
    if answer is None:
        return ""
    return getattr(answer, "next_action", "") or getattr(answer, "objective", "")
