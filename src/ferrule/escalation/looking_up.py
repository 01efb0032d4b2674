"""What the machine asks of the ledger before a step: which incident, whose, and what became of it."""

from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from ferrule.errors import IncidentUnknown
from ferrule.escalation.meeting import name_of
from ferrule.facts.escalation import Cause, EventKind
from ferrule.facts.kept_incident import Kept
from ferrule.store.leases import holds, is_mine

if TYPE_CHECKING:
    from ferrule.store.ledger import Page


def known(page: "Page", incident: str) -> Kept:
    """Give an incident. Raises IncidentUnknown."""
    kept = page.by_id(incident)
    if kept is None:
        raise IncidentUnknown(f"no incident {incident!r}")
    return kept


def is_taken(kept: Kept, now: datetime) -> bool:
    """Give whether another living process works on it."""
    return kept.lease is not None and holds(kept.lease, now) and not is_mine(kept.lease)


def free_name(page: "Page", fingerprint: str) -> str:
    """Give an id that no incident of the store has."""
    names = (name_of(fingerprint, taken) for taken in count())
    return next(name for name in names if page.by_id(name) is None)


def was_given_up(page: "Page", kept: Kept) -> bool:
    """Give whether the last move of an incident was that its user abandoned it."""
    moves = [event for event in page.events(kept.tracked.id) if event.kind is EventKind.MOVED]
    return moves[-1].cause == Cause.GIVEN_UP
