"""What a step makes of an incident: the next state and the event that tells of it. Pure; the machine writes both."""

from dataclasses import dataclass, replace
from datetime import datetime
from math import isfinite
from typing import Final, TypeVar

from ferrule.errors import IllegalMove
from ferrule.escalation.limits import ATTEMPTS, BOX_S, used_up
from ferrule.escalation.stages import LEVEL, refusal
from ferrule.facts.escalation import Cause, Event, EventKind, Stage
from ferrule.facts.kept_incident import Kept

_N = TypeVar("_N", int, float)

_NONE: Final = ((0, 0, 0), (0.0, 0.0, 0.0))
_ANEW: Final = frozenset({Cause.SOURCE_CHANGED})
"""Causes after which nothing counts that was used before."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One step, with all that its event tells."""

    kind: EventKind
    now: datetime
    run_id: str
    cause: str = ""
    evidence: str = ""
    responder: str = ""
    move: str = ""
    seconds: float = 0.0
    right: bool | None = None

    def __post_init__(self) -> None:
        if not isfinite(self.seconds) or self.seconds < 0:
            raise ValueError(f"{self.seconds} seconds")


def moved(kept: Kept, deed: Deed, after: Stage) -> tuple[Kept, Event]:
    """Give the incident in its next stage. Time for which nobody answered counts for the level that it leaves.

    Raises:
        IllegalMove: when `stages` has no such step, or attempts are said to be used up that are not.
    """
    cause, before = Cause(deed.cause), kept.tracked.stage
    reason = refusal(before, cause, after, deed.evidence)
    if not reason and cause is Cause.ATTEMPTS and used_up(kept.tracked) is not Cause.ATTEMPTS:
        reason = f"attempts of {before} are left"
    if reason:
        raise IllegalMove(f"{kept.tracked.id}: {reason}")
    resumed = cause is Cause.RESUMED
    left = replace(kept, asked_at=None) if resumed else _charged(kept, 0.0, deed.now)
    tracked = left.tracked
    level = _level(left, after)
    used = tracked.seconds[LEVEL[before] - 1] if LEVEL.get(before, 4) in BOX_S and before is not after else 0.0
    event = replace(event_of(left, deed), after=after, level=level, seconds=used)
    if before is not after or cause in _ANEW:
        left = _entered(left, after, cause)
    trigger = deed.evidence if cause is Cause.TRIGGER else left.tracked.trigger
    return replace(
        left,
        tracked=replace(left.tracked, stage=after, level=level, trigger=trigger, changed=deed.now),
        reached=max(left.reached, level),
        run_id=deed.run_id,
    ), event


def opened_anew(kept: Kept, deed: Deed) -> tuple[Kept, Event]:
    """Give an incident that was over and is there again: a new episode, in which nothing is used yet."""
    attempts, seconds = _NONE
    episode = kept.tracked.episode + 1
    fresh = replace(kept.tracked, episode=episode, attempts=attempts, seconds=seconds, trigger="", opened=deed.now)
    return moved(replace(kept, tracked=fresh, reached=1, tries={}, asked_at=None), deed, Stage.OPEN)


def attempted(kept: Kept, deed: Deed) -> tuple[Kept, Event]:
    """Give the incident with one attempt more; at level 4, where the user decides, only the event tells of it.

    Raises:
        IllegalMove: when no level works on it, or the responder has no attempt left at this one.
    """
    tracked, level = kept.tracked, kept.tracked.level
    if tracked.stage is Stage.WAITING:
        return replace(kept, tracked=replace(tracked, changed=deed.now)), event_of(kept, deed)
    tries = _tried(kept, f"attempted {deed.responder}")
    counted = replace(tracked, attempts=_plus(tracked.attempts, level, 1), changed=deed.now)
    event = event_of(kept, deed)
    return _charged(replace(kept, tracked=counted, tries=tries), deed.seconds, deed.now), event


def asked(kept: Kept, deed: Deed) -> tuple[Kept, Event]:
    """Give the incident with its clock running until an answer comes.

    Raises:
        IllegalMove: when nobody is asked at its level, the responder was asked twice, or the level's time is used up.
    """
    if kept.tracked.stage not in (Stage.LEVEL2, Stage.LEVEL3):
        raise IllegalMove(f"{kept.tracked.id}: nobody is asked at {kept.tracked.stage}")
    waiting = _charged(kept, 0.0, deed.now)
    if box_left(waiting, deed.now) <= 0:
        raise IllegalMove(f"{kept.tracked.id}: the time of {kept.tracked.stage} is used up")
    tries = _tried(kept, f"asked {deed.responder}")
    tracked = replace(waiting.tracked, changed=deed.now)
    return replace(waiting, tracked=tracked, tries=tries, asked_at=deed.now), event_of(kept, deed)


def answered(kept: Kept, deed: Deed) -> tuple[Kept, Event]:
    """Give the incident with the time counted that the answer took: what was told, or by the clock if that is more.

    Raises:
        IllegalMove: when nobody is asked at its level.
    """
    if kept.tracked.stage not in (Stage.LEVEL2, Stage.LEVEL3, Stage.WAITING):
        raise IllegalMove(f"{kept.tracked.id}: nobody is asked at {kept.tracked.stage}")
    after = _charged(kept, deed.seconds, deed.now)
    return replace(after, tracked=replace(after.tracked, changed=deed.now)), event_of(kept, deed)


def released(kept: Kept, now: datetime) -> Kept:
    """Give the incident with nobody at work on it."""
    return replace(_charged(kept, 0.0, now), lease=None)


def box_left(kept: Kept, now: datetime) -> float:
    """Give the seconds that are left at the incident's level, below 0 when it took more; infinite without a limit."""
    level = kept.tracked.level
    if kept.tracked.stage not in LEVEL or level not in BOX_S:
        return float("inf")
    return BOX_S[level] - kept.tracked.seconds[level - 1] - _running(kept, now)


def _level(kept: Kept, after: Stage) -> int:
    """Give the level of a stage; of one that is over, the highest that was needed: help from above is not hidden."""
    return LEVEL.get(after, kept.reached)


def _entered(kept: Kept, after: Stage, cause: Cause) -> Kept:
    """Give the incident with fresh counters where a step brings another chance."""
    if cause in _ANEW:
        attempts, seconds = _NONE
        fresh = replace(kept.tracked, attempts=attempts, seconds=seconds, trigger="")
        return replace(kept, tracked=fresh, tries={}, reached=1)
    if cause is Cause.ANSWER:
        tracked = kept.tracked
        attempts, seconds = _from(tracked.attempts, LEVEL[after], 0), _from(tracked.seconds, LEVEL[after], 0.0)
        kept = replace(kept, tracked=replace(tracked, attempts=attempts, seconds=seconds))
    return replace(kept, tries={})


def _charged(kept: Kept, seconds: float, now: datetime) -> Kept:
    spent, level = max(seconds, _running(kept, now)), kept.tracked.level
    if not spent or level not in BOX_S:
        return replace(kept, asked_at=None)
    tracked = replace(kept.tracked, seconds=_plus(kept.tracked.seconds, level, spent))
    return replace(kept, tracked=tracked, asked_at=None)


def _running(kept: Kept, now: datetime) -> float:
    return max(0.0, (now - kept.asked_at).total_seconds()) if kept.asked_at else 0.0


def _tried(kept: Kept, name: str) -> dict[str, int]:
    """Count one more for a responder; at level 1, which has one, by whatever name it goes."""
    tracked = kept.tracked
    used = tracked.attempts[0] if tracked.level == 1 else kept.tries.get(name, 0)
    if tracked.stage not in (Stage.LEVEL1, Stage.LEVEL2, Stage.LEVEL3):
        raise IllegalMove(f"{tracked.id}: no level works on it at {tracked.stage}")
    if used >= ATTEMPTS[tracked.level]:
        raise IllegalMove(f"{tracked.id}: {name} {used} times at {tracked.stage}, which is all that it may")
    return {**kept.tries, name: used + 1}


def _plus(used: tuple[_N, _N, _N], level: int, more: _N) -> tuple[_N, _N, _N]:
    one, two, three = (count + more if n == level else count for n, count in enumerate(used, 1))
    return one, two, three


def _from(used: tuple[_N, _N, _N], level: int, none: _N) -> tuple[_N, _N, _N]:
    one, two, three = (none if n >= level else count for n, count in enumerate(used, 1))
    return one, two, three


def event_of(kept: Kept, deed: Deed) -> Event:
    """Give the event that tells of a step which leaves the incident where it is."""
    tracked = kept.tracked
    age = (deed.now - tracked.opened).total_seconds() if tracked.opened else 0.0
    return Event(
        tracked.id, tracked.episode, deed.now, deed.kind, tracked.stage, tracked.stage, deed.cause, deed.evidence,
        tracked.level, deed.responder, deed.move, deed.seconds, deed.right, deed.run_id,
        tracked.sighting.code or "syntax", tracked.sighting.kind, max(0.0, age),
    )  # fmt: skip
