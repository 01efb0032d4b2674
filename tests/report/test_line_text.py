"""Lines of the log as people read them."""

from datetime import UTC, datetime

import pytest

from ferrule.report.line_text import line_text
from ferrule.telemetry.line import Line
from ferrule.telemetry.span import Level, Value

TOKEN = "ghp_" + "a1B2" * 10


def shown(error: BaseException | None = None, **values: Value) -> str:
    """Give a line with these values, from behind its time."""
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    line = Line(at, Level.INFO, "gate", values, 1.25, "a", "b", "", error)
    return line_text(line).plain[len("12:00:00.000 ") :]


def test_values_are_told_in_their_order() -> None:
    """Name, time and values; one that is None says nothing, an error is named."""
    assert "gate         1.250 s gate=fmt seen=3 cached=false" == shown(gate="fmt", seen=3, cached=False, reason=None)
    assert shown(KeyboardInterrupt()).endswith(" error=KeyboardInterrupt")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("two words", '"two words"'),
        ("", '""'),
        ("a=b", '"a=b"'),
        ("\x1b[31mred\x1b[0m", "red"),
        ("bell\x07", "bell\ufffd"),
        ("line\nbreak", '"line break"'),
        (f"token {TOKEN}", '"token ***"'),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_foreign_text_stays_one_harmless_word(value: str, word: str) -> None:
    """Nothing moves the cursor, ends the line, looks like another value or gives a secret away."""
    assert shown(value=value).endswith(f" value={word}")
