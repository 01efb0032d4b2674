"""Where sentences and clauses begin and end: what a negation reaches, and what is asked in which of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ferrule.definitions.routing.phrases import form, pattern, words

_END: Final = re.compile(
    r"(?m:^)[ \t]*#{1,6}[ \t][^\n]*\n|[.!?…]+[)\"'*_]*(?=\s|$)|\n[ \t]*(?=\n)"
    r"|\n(?=[ \t]*(?:[-*+•][ \t]|\d+[.)][ \t]|#))|(?<=:)[ \t]*\n"
)
_ABBREVIATED: Final = re.compile(r"(?:\b(?:e\.g|i\.e|vs|etc|cf|resp|approx|incl|mr|dr|no|v\d+))$")
_ALWAYS: Final = frozenset({";", "(", ")"})
_BEFORE_NAME: Final = frozenset({":", "–", "—"})
_ANOTHER: Final = re.compile(r"\brust-[a-z]")
"""Another name, to which the negation belongs: `not rust-y: rust-x`."""
_EXCEPT: Final = re.compile(r"\b(?:any|every)(?:thing|body|one)\W*$")
_INTERJECTION: Final = re.compile(r"\W*(?:no|nope|nah|oh no)\W*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its place in the text."""

    start: int
    end: int
    """After the sign that ends it."""


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; a list entry is one, a single line break ends none."""
    start = 0
    for found in _END.finditer(text):
        if found[0].startswith(".") and _ABBREVIATED.search(text[start : found.start()]):
            continue
        if text[start : found.end()].strip():
            yield Sentence(start, found.end())
        start = found.end()
    if text[start:].strip():
        yield Sentence(start, len(text))


@cache
def _listed(name: str) -> re.Pattern[str]:
    return pattern(words("naming")[name])


def clause_before(before: str, rest: str) -> str:
    """Give the last clause of a sentence before a place: what still belongs to what stands there.

    A line break, a comma, a colon or `and` ends a clause only before a new request; a negation whose object may
    still come is open, and an order such as `do not` goes on after `and`.
    """
    start = 0
    for found in form("splitter").finditer(before + rest):
        if found.end() > len(before):
            break
        if _ends(before[start : found.start()], found[0].strip() or "\n", before[found.end() :], rest):
            start = found.end()
    return before[start:]


def _ends(left: str, mark: str, right: str, rest: str) -> bool:
    """Tell whether a clause ends at a mark."""
    if not right.strip() and mark not in _ALWAYS and (mark == "but" or _listed("negator").search(left)):
        return _ends_at_name(left, mark, rest)
    if mark == "but" and _EXCEPT.search(left):
        return False
    if mark in _ALWAYS or _INTERJECTION.fullmatch(left):
        return True
    ordered = _listed("order").search(left) is not None
    if mark in {"and", "then"} and ordered:
        return False
    return form("still_open").search(left) is None or (not ordered and form("concludes").match(right) is not None)


def _ends_at_name(left: str, mark: str, rest: str) -> bool:
    """Tell whether a negated clause ends where the name follows at once: when the negation has another object."""
    if mark in _BEFORE_NAME and _ANOTHER.search(left):
        return True
    return (
        (mark in _BEFORE_NAME or mark == ",")
        and not form("open_object").search(left)
        and form("told_work").match(rest) is not None
    )
