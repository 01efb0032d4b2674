"""The order of entries in a section: by priority, an entry behind what it waits for, else as they stood."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Final

from ferrule.tasks.plan_entry import plain, priority

_SURE: Final = re.compile(r"\b(?:depends on|blocked by|waits for|waiting for)\b:?\s*", re.IGNORECASE)
_LOOSE: Final = re.compile(r"\b(?:after|needs|requires)\b:?\s*", re.IGNORECASE)
"""Ordinary words: they count where another entry is named in full, or by its number."""
_END: Final = re.compile(r"[;,)\]]|\.(?:\s|$)|<!--")
_AND: Final = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?<![\w#])(?:#\d+|[A-Z][A-Z0-9]*-[0-9a-f]+)\b")
_SHORTEST: Final = 4
_MOST: Final = 500
"""In a longer list an entry is known by its full name or its number only."""


@dataclass(frozen=True, slots=True)
class _Claims:
    """What an entry says of itself, and which others it names."""

    name: str
    numbers: frozenset[str]
    sure: tuple[str, ...]
    loose: tuple[str, ...]


def ordered(texts: Sequence[str]) -> list[int]:
    """Give the places of the entries in the order in which they should stand.

    An entry stands behind what it depends on, which is as urgent as the entry itself; those that wait for each other
    stay as they are.
    """
    waits = _dependencies([_claims(text) for text in texts])
    urgency = _inherited([priority(text) for text in texts], waits)
    followers: defaultdict[int, list[int]] = defaultdict(list)
    for place, others in enumerate(waits):
        for other in others:
            followers[other].append(place)
    missing = [len(others) for others in waits]
    ready = [(urgency[place], place) for place in range(len(texts)) if not missing[place]]
    late = sorted(range(len(texts)), key=lambda place: (urgency[place], place), reverse=True)
    heapify(ready)
    found: dict[int, None] = {}
    while len(found) < len(texts):
        place = heappop(ready)[1] if ready else late.pop()
        if place in found:
            continue
        found[place] = None
        for follower in followers[place]:
            missing[follower] -= 1
            if not missing[follower]:
                heappush(ready, (urgency[follower], follower))
    return list(found)


def _inherited(urgency: list[int], waits: Sequence[set[int]]) -> list[int]:
    """Give how urgent each entry is when it is as urgent as what waits for it."""
    open_places = sorted(range(len(urgency)), key=urgency.__getitem__, reverse=True)
    while open_places:
        place = open_places.pop()
        for other in waits[place]:
            if urgency[other] > urgency[place]:
                urgency[other] = urgency[place]
                open_places.append(other)
    return urgency


def _dependencies(claims: Sequence[_Claims]) -> list[set[int]]:
    """Give for each entry those that it waits for."""
    named: defaultdict[str, set[int]] = defaultdict(set)
    for place, one in enumerate(claims):
        for key in (one.name, *one.numbers):
            named[key].add(place)
    waits: list[set[int]] = []
    for place, one in enumerate(claims):
        found: set[int] = set()
        for clause in (*one.sure, *one.loose):
            for key in (plain(clause), *_NUMBER.findall(clause)):
                found |= named.get(key, set()) if key else set()
        if len(claims) <= _MOST:
            found |= {other for clause in one.sure for other in _speaking_of(plain(clause), claims)}
        waits.append(found - {place})
    return waits


def _speaking_of(words: str, claims: Sequence[_Claims]) -> list[int]:
    """Give the entries in whose names the words stand."""
    if len(words) < _SHORTEST:
        return []
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return [place for place, one in enumerate(claims) if pattern.search(one.name)]


def _claims(text: str) -> _Claims:
    found: dict[re.Pattern[str], list[str]] = {_SURE: [], _LOOSE: []}
    said = text
    for pattern, clauses in found.items():
        for match in pattern.finditer(text):
            end = _END.search(text, match.end())
            clause = text[match.end() : end.start() if end else len(text)]
            clauses.extend(_AND.split(clause))
            said = said.replace(match.group() + clause, " ")
    numbers = frozenset(_NUMBER.findall(said))
    return _Claims(plain(said).rstrip(" (["), numbers, tuple(found[_SURE]), tuple(found[_LOOSE]))
