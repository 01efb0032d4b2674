"""What it means that an error is seen again: a new one, the known one, or one whose text or owner is another now."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from ferrule.escalation.deeds import Deed, moved, opened_anew
from ferrule.escalation.limits import used_up
from ferrule.escalation.stages import NEXT
from ferrule.facts.escalation import Cause, Event, EventKind, Sighting, Stage, Tracked
from ferrule.facts.kept_incident import Kept
from ferrule.store.leases import holds, is_mine

_OVER: Final = (Stage.RESOLVED, Stage.ABANDONED)
_WORDS: Final = {Cause.ATTEMPTS: "attempts", Cause.TIMEOUT: "seconds"}


def name_of(fingerprint: str, taken: int) -> str:
    """Give an id such as `I-1a2b3c4d`: the beginning of the fingerprint, or of a hash where that is taken already."""
    mark = fingerprint if not taken else sha256(f"{fingerprint} {taken}".encode()).hexdigest()
    return f"I-{mark[:8]}"


def first_met(incident: str, sighting: Sighting, run_id: str, now: datetime) -> tuple[Kept, Event]:
    """Give an incident that nobody knew."""
    tracked = Tracked(incident, sighting, Stage.OPEN, 1, opened=now, changed=now)
    return moved(Kept(tracked, run_id), Deed(EventKind.MOVED, now, run_id, Cause.MET), Stage.OPEN)


def met_again(
    kept: Kept, sighting: Sighting, run_id: str, now: datetime, *, given_up: bool
) -> tuple[Kept, tuple[Event, ...]]:
    """Give a known incident that is seen again, with the events that tell what that changed.

    One on which another living process works is left as it is, and so is one that the user gave up, in the same text.
    """
    tracked, lease = kept.tracked, kept.lease
    is_other = tracked.sighting.source_sha256 != sighting.source_sha256
    if lease is not None and holds(lease, now) and not is_mine(lease):
        return kept, ()
    if tracked.stage in _OVER and given_up and not is_other:
        return kept, ()
    seen = replace(kept, tracked=replace(tracked, sighting=sighting))
    if tracked.stage in _OVER:
        return _one(opened_anew(replace(seen, lease=None), Deed(EventKind.MOVED, now, run_id, Cause.MET)))
    if is_other:
        return _one(moved(seen, Deed(EventKind.MOVED, now, run_id, Cause.SOURCE_CHANGED), Stage.OPEN))
    return _the_same(seen, run_id, now)


def resumed(kept: Kept, run_id: str, now: datetime) -> tuple[Kept, tuple[Event, ...]]:
    """Give an incident whose owner died, where it was and with what was used, and with nobody at work on it."""
    orphan = replace(kept, lease=None)
    if kept.tracked.stage in _OVER:
        return orphan, ()
    words = f"process {kept.lease.pid} is gone" if kept.lease else ""
    return _one(moved(orphan, Deed(EventKind.MOVED, now, run_id, Cause.RESUMED, words), kept.tracked.stage))


def _the_same(kept: Kept, run_id: str, now: datetime) -> tuple[Kept, tuple[Event, ...]]:
    """Give an incident that is not over and whose text is the same."""
    before = kept.run_id
    events: tuple[Event, ...] = ()
    if kept.lease is not None and not holds(kept.lease, now):
        kept, events = resumed(kept, run_id, now)
    if before == run_id:
        return kept, events
    stage, used = kept.tracked.stage, used_up(kept.tracked)
    if used is not None and NEXT.get(stage, Stage.WAITING) is not Stage.WAITING:  # none waits without a question
        words = f"the same error in the same text, and the {_WORDS[used]} of {stage} are used up"
        kept, more = moved(kept, Deed(EventKind.MOVED, now, run_id, Cause.NO_PROGRESS, words), NEXT[stage])
        return kept, (*events, more)
    return (kept, events) if events else _one(moved(kept, Deed(EventKind.MOVED, now, run_id, Cause.MET), stage))


def _one(step: tuple[Kept, Event]) -> tuple[Kept, tuple[Event, ...]]:
    return step[0], (step[1],)
