"""A deadline as people write it (P45)."""

from datetime import UTC, datetime, timedelta

import pytest

from ferrule.cli.deadline import deadline_of
from ferrule.errors import WrongUse

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("words", "minutes"), [("20m", 20), ("90", 1.5), ("1h30m", 90)])
def test_a_duration_counts_from_now(words: str, minutes: float) -> None:
    """Seconds, or a text with units."""
    assert NOON + timedelta(minutes=minutes) == deadline_of(words, NOON)


def test_a_time_is_the_next_one_on_the_clock() -> None:
    """Later today, or tomorrow; by the clock of this machine."""
    here = NOON.astimezone()
    later, earlier = here + timedelta(hours=2), here - timedelta(hours=2)

    assert later.astimezone(UTC) == deadline_of(f"{later:%H:%M}", NOON)
    assert (earlier + timedelta(days=1)).astimezone(UTC) == deadline_of(f"{earlier:%H:%M}", NOON)


@pytest.mark.parametrize("words", ["soon", "25:00", "", "-5m", "0"])
def test_other_words_are_refused(words: str) -> None:
    """With what would have been understood."""
    with pytest.raises(WrongUse, match="neither a duration such as 20m nor a time such as 18:30"):
        deadline_of(words, NOON)
