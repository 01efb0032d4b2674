"""A point in time as people write it: from now on, or by the clock."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from ferrule.config.duration import seconds
from ferrule.errors import WrongUse

_CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def deadline_of(words: str, now: datetime | None = None) -> datetime:
    """Give the time that is meant by `20m`, `1h` or `18:30`: the next time that the clock here shows that (P45).

    Raises:
        WrongUse: for other words.
    """
    here = (now or datetime.now(UTC)).astimezone()
    if clock := _CLOCK.fullmatch(words.strip()):
        at = here.replace(hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0)
        return (at if at > here else at + timedelta(days=1)).astimezone(UTC)
    try:
        return (here + timedelta(seconds=seconds(words.strip()))).astimezone(UTC)
    except ValueError as fault:
        raise WrongUse(f"--deadline {words}: neither a duration such as 20m nor a time such as 18:30") from fault
