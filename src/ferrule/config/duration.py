"""Lengths of time as people write them: `90`, `"90s"`, `"1h30m"`."""

import re
from typing import Final

LONGEST_S: Final = 7 * 24 * 3600.0
PATTERN: Final = r"^\d+(\.\d+)?$|^(\d+(\.\d+)?(ms|s|m|h))+$"
FORM: Final = 'seconds, or a text such as "90s", "10m" or "1h30m"'
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)?", re.ASCII)
_WHOLE = re.compile(PATTERN, re.ASCII)
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "": 1.0}
_LONGEST_TEXT = 40


def seconds(given: object) -> float:
    """Give the seconds that a number or a text means.

    Raises:
        ValueError: in words that fit behind the key, when it means none, or not between 0 and seven days.
    """
    total = _read(given)
    if not 0 < total <= LONGEST_S:  # also what is no number
        raise ValueError(f"{given!r} is not between 0 and 7 days")
    return total


def _read(given: object) -> float:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return float(min(given, LONGEST_S + 1))
    if isinstance(given, str) and len(given) <= _LONGEST_TEXT and _WHOLE.match(given):
        return sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(given))
    raise ValueError(f"takes {FORM}; got {given!r}")
