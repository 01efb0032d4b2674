"""The door of the room: what a difference has in it that makes a task look better than it is."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Final

from ferrule.facts.difference import Difference
from ferrule.tasks.weakened.catalog import RULES
from ferrule.tasks.weakened.rule import Weakened, draw

_MOST: Final = 12
"""Findings of one rule in one file that are told one by one."""


def weakened(difference: Difference) -> tuple[Weakened, ...]:
    """Give all that the rules find, notes among it, by path and rule (E10)."""
    scene = draw(difference)
    found = {one for rule in RULES for one in rule.judge(scene)}
    order = sorted(found, key=lambda one: (one.path, one.rule, one.is_note, one.line, one.words))
    return tuple(_shortened(order))


def still_open(found: Iterable[Weakened], answers: Collection[str]) -> tuple[Weakened, ...]:
    """Give what stands in the way: no notes, and nothing that an answer accepts by its key."""
    return tuple(one for one in found if not one.is_note and one.key not in answers)


def _shortened(found: Iterable[Weakened]) -> Iterator[Weakened]:
    """Yield the first findings of each rule in each file, and how many more there are."""
    for (path, rule, is_note), group in groupby(found, key=lambda one: (one.path, one.rule, one.is_note)):
        same = list(group)
        yield from same[:_MOST]
        if len(same) > _MOST:
            yield Weakened(rule, path, same[_MOST].line, f"and {len(same) - _MOST} more of this kind", is_note)
