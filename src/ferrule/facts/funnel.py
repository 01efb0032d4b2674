"""What became of all incidents, level by level (P23, P32, P41)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that came to a level were resolved there."""

    level: int
    entered: int
    resolved: int
    share: float | None
    """Of those that entered; None when none did."""
    interval: tuple[float, float] | None
    """Wilson's, at 95 %."""
    share_of_all: float | None
    target: float | None
    """None for a level without one."""
    note: str = ""
    """Says when the target is missed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The same counts for one code, class, move or responder."""

    name: str
    tried: int
    right: int
    share: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """What became of all incidents, by level (P23, P32, P41)."""

    incidents: int
    resolved: int
    waiting: int
    abandoned: int
    open: int
    levels: tuple[Share, ...]
    tasks: int
    """Runs that met an incident."""
    tasks_at_user: int
    """Those of them in which one came to level 4."""
    median_seconds: float | None
    """From the first sight of an incident to its resolution; None when none was resolved."""
    codes: tuple[Tally, ...] = ()
    kinds: tuple[Tally, ...] = ()
    moves: tuple[Tally, ...] = ()
    responders: tuple[Tally, ...] = ()
    notes: tuple[str, ...] = ()
    """Targets that are missed."""
    gone: int = 0
    """Those that the compiler stopped reporting without an edit of ferrule; no level is credited with them."""
