"""The words around a mention: its clause, its sentence, the sentence after it, the line that it is listed under."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ferrule.definitions.routing.clauses import Sentence, clause_before, sentences
from ferrule.definitions.routing.names import Mention

_ENTRY: Final = re.compile(r"\s*(?:[-*+•]|\d+[.)])[ \t]+")

_REACH: Final = 1_000
"""Letters before and after a mention that are looked at; no sentence of a request is as long."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention with the words around it, of the user's own only and in lower case."""

    marked: bool
    """Whether `$` or `/` stands before the name."""
    before: str
    """From the start of the sentence."""
    clause: str
    """The last part of `before`, as far as a negation reaches."""
    after: str
    """To the end of the sentence, with its sign."""
    preceding: str
    """The sentence before; empty for none."""
    following: str
    """The next sentence; empty for none."""
    far: bool
    """Whether the sentence begins too far away to be looked at as a whole."""
    listed: bool
    """Whether it is in an entry of a list."""
    header: str
    """The line with a colon under which it is listed; empty for none."""


def surroundings(own: str, mention: Mention) -> Place:
    """Give the words around a mention in the user's own words."""
    known = _sentences(own)
    at = bisect_right(known, mention.start, key=lambda one: one.start) - 1
    entry = _ENTRY.match(own, known[at].start)
    before = own[entry.end() if entry and entry.end() <= mention.start else known[at].start : mention.start]
    after = own[mention.end : max(known[at].end, mention.end)]
    following = "".join(own[one.start : one.end] for one in known[at + 1 : at + 2])
    return Place(
        marked=mention.marked,
        before=" ".join(before[-_REACH:].split()) + " " if before.strip() else "",
        clause=" ".join(clause_before(before[-_REACH:], own[mention.start : mention.end] + after[:_REACH]).split()),
        after=" ".join(after[:_REACH].split()),
        preceding=" ".join("".join(own[one.start : one.end] for one in known[max(at - 1, 0) : at]).split())[-_REACH:],
        following=" ".join(following[:_REACH].split()),
        far=len(before) > _REACH,
        listed=entry is not None,
        header=_header(own, known[:at], known[at]),
    )


@lru_cache(maxsize=8)
def _sentences(own: str) -> tuple[Sentence, ...]:
    return tuple(sentences(own))


def _header(own: str, earlier: tuple[Sentence, ...], sentence: Sentence) -> str:
    if not _ENTRY.match(own, sentence.start):
        return ""
    for one in reversed(earlier):
        line = own[one.start : one.end].strip()
        if line.endswith(":"):
            return line
        if not _ENTRY.match(own, one.start):
            return ""
    return ""
