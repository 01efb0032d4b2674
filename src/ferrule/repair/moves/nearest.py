"""Names that look like another one."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

_LIKE: Final = 0.72
"""From which share of common letters on two names may be one misspelt."""
_SHORT: Final = 3


def nearest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Give the known names most like `name`, best first; the name itself is not among them.

    The same letters in another case or with other underscores come first.
    """
    scored = [(_likeness(name, other), other) for other in dict.fromkeys(known) if other != name]
    chosen = sorted((pair for pair in scored if pair[0] >= _LIKE), key=lambda pair: (-pair[0], pair[1]))
    return tuple(other for _, other in chosen[:most])


def _likeness(name: str, other: str) -> float:
    if _plain(name) == _plain(other):
        return 2.0
    if min(len(name), len(other)) < _SHORT:
        return 0.0
    return SequenceMatcher(None, name, other).ratio()


def _plain(name: str) -> str:
    return name.replace("_", "").lower()
