"""How much each level may use: attempts of each responder, and seconds (P14, P24, P33, P45)."""

from collections.abc import Mapping
from typing import Final

from ferrule.facts.escalation import Cause, Tracked

ATTEMPTS: Final[Mapping[int, int]] = {1: 2, 2: 2, 3: 2}
"""Attempts of each responder; at level 1 the engine is the only one. Level 4 has no limit: the user decides."""
BOX_S: Final[Mapping[int, float]] = {1: 300.0, 2: 600.0, 3: 900.0}
"""Seconds of each level. Level 4 waits as long as that takes."""
ENGINE: Final = "engine"
"""Who works at level 1."""


def fits(deadline_left_s: float, after: int = 0) -> tuple[int, ...]:
    """Give the levels above `after` that fit, each with its whole box, in what is left; 4 always does (P45).

    With less left than the boxes of levels 1 and 2, level 2 does not fit: what level 1 leaves is the user's at once.
    """
    found: list[int] = []
    for level, box in BOX_S.items():
        if level <= after:
            continue
        if box > deadline_left_s:
            break
        deadline_left_s -= box
        found.append(level)
    return (*found, 4)


def used_up(tracked: Tracked) -> Cause | None:
    """Give what of the incident's level is used up, attempts or time; None when neither is, or nothing limits it."""
    level = tracked.level
    if level not in BOX_S:
        return None
    if tracked.attempts[level - 1] >= ATTEMPTS[level]:
        return Cause.ATTEMPTS
    return Cause.TIMEOUT if tracked.seconds[level - 1] >= BOX_S[level] else None
