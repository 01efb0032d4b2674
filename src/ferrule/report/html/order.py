"""How many findings stand in the page, and what a reader may choose from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ferrule.facts.finding import Level
from ferrule.facts.sheet import Problem

SHOWN: Final = 1000
"""Findings that stand in the page itself; the others are embedded as data."""
_RULES: Final = 300


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter offers, with how many findings each choice has."""

    levels: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, int], ...]
    """The most frequent ones."""


def choices(problems: Sequence[Problem]) -> Choices:
    """Count the findings by level and by rule."""
    levels = Counter(one.finding.level for one in problems)
    rules = Counter(one.finding.rule for one in problems if one.finding.rule)
    found = sorted(rules.most_common(_RULES), key=lambda one: (-one[1], one[0]))
    return Choices(tuple((level.value, levels[level]) for level in Level if levels[level]), tuple(found))
