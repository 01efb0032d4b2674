"""What of the levels still fits before a deadline (P45)."""

from datetime import UTC, datetime

from ferrule.escalation.limits import BOX_S


def room_for(level: int, deadline: datetime | None) -> bool:
    """Give whether the box of a level ends before the deadline; always without one."""
    left = seconds_left(deadline)
    return left is None or BOX_S[level] <= left


def seconds_left(deadline: datetime | None) -> float | None:
    """Give the seconds until the deadline, below none when it has passed; None without one."""
    return None if deadline is None else (deadline - datetime.now(UTC)).total_seconds()


def has_room_for_retries(deadline: datetime | None) -> bool:
    """Give whether levels 1 and 2 both fit: where they do not, level 1 makes one attempt only."""
    left = seconds_left(deadline)
    return left is None or left >= BOX_S[1] + BOX_S[2]
