"""An incident with all that is kept of it between two steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ferrule.facts.escalation import Lease, Tracked


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of one incident, beside its events."""

    tracked: Tracked
    run_id: str
    """The run that met it last."""
    reached: int = 1
    """The highest level since it was opened or reopened."""
    tries: Mapping[str, int] = field(default_factory=dict)
    """What each responder has used of the present level, by `attempted NAME` and `asked NAME`."""
    asked_at: datetime | None = None
    """When the answer that is awaited was asked for; None when none is."""
    lease: Lease | None = None
    last_event: int = 0
