"""Bounds by likeness: what a neighbour of the same item has, or what a namesake has beside the same neighbour."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.traits.generics import bounds_of, parameters
from ferrule.syntax.items import as_replacement

_NUMBERED: Final = re.compile(r"^(\w*?)(\d+)$")


def by_number(item: Node, name: str) -> Iterator[tuple[str, ...]]:
    """Yield the bounds of a parameter that differs in its number only, with the numbers changed.

    `A1` beside `A2: Into<B2>` gets `Into<B1>`.
    """
    mine = _NUMBERED.match(name)
    names = set(parameters(item))
    for other in parameters(item):
        theirs = _NUMBERED.match(other)
        if mine and theirs and other != name and theirs[1] == mine[1]:
            found = tuple(_renumbered(bound, theirs[2], mine[2], names) for bound in bounds_of(item, other))
            if found:
                yield found


def by_neighbour(item: Node, name: str, other: Node) -> tuple[str, ...]:
    """Give the bounds that a namesake in another item has, with the trait that both items ask of a neighbour here.

    Beside `L: Iterator` there is `R: Iterator<Item = L::Item>`: beside `L: DoubleEndedIterator` it is
    `R: DoubleEndedIterator<Item = L::Item>`. Empty when there is no such neighbour.
    """
    theirs = bounds_of(other, name)
    for neighbour in parameters(item):
        here, there = _trait(bounds_of(item, neighbour)), _trait(bounds_of(other, neighbour))
        if neighbour == name or not here or not there or here == there:
            continue
        word = re.compile(rf"(?<!\w){re.escape(there)}(?!\w)")
        if any(word.match(bound) for bound in theirs):
            return tuple(word.sub(as_replacement(here), bound, count=1) for bound in theirs)
    return ()


def _renumbered(bound: str, old: str, new: str, names: set[str]) -> str:
    def put(found: re.Match[str]) -> str:
        fresh = found[1] + new
        return fresh if found[0] in names and fresh in names else found[0]

    return re.sub(rf"\b(\w*?){old}\b", put, bound)


def _trait(bounds: tuple[str, ...]) -> str:
    """Give the path of the first trait among bounds, without its arguments."""
    return next((bound.partition("<")[0].strip() for bound in bounds if not bound.startswith(("'", "?"))), "")
