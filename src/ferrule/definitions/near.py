"""The name that somebody may have meant."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Final

_MOST: Final = 20
"""Names that are compared letter by letter: more would take longer than a wrong name is worth."""
CLOSE: Final = 0.55
"""Of the letters that two names share in order: enough for a suggestion."""
VERY_CLOSE: Final = 0.8
"""Enough to take a word for a name that was mistyped."""


class Nearby:
    """Known names, in an order in which the closest ones are found without comparing all."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for name in sorted(self.names):
            for part in set(name.lower().split("-")) | {f"{name[:1].lower()}*"}:
                found[part].append(name)
        return found

    def near(self, asked: str, least: float = CLOSE) -> str:
        """Give the name that is the closest; empty when none shares at least this part of its letters."""
        import difflib  # takes a while to import, and only mistakes need it

        asked = asked.lower()
        shared: dict[str, int] = defaultdict(int)
        for part in {*asked.split("-"), f"{asked[:1]}*"}:
            for name in self._by_part.get(part, ()):
                shared[name] += len(part)
        ranked = sorted(
            shared, key=lambda name: (-shared[name] - _begins_alike(name, asked), abs(len(name) - len(asked)))
        )
        by_fold = {name.lower(): name for name in ranked[:_MOST]}
        close = difflib.get_close_matches(asked, by_fold, n=1, cutoff=least)
        if not close and least <= CLOSE:  # a name within the longer one says the same with fewer words
            close = [name for name in by_fold if f"-{name}-" in f"-{asked}-"][:1]
        return by_fold[close[0]] if close else ""


def did_you_mean(asked: str, known: Collection[str]) -> str:
    """Give the end of a sentence that helps; empty when no known name is close."""
    found = Nearby(known).near(asked)
    return f"; did you mean {found!r}?" if found else ""


def _begins_alike(one: str, other: str) -> int:
    """Give how many letters two names begin with alike."""
    pairs = zip(one.lower(), other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
