"""Documentation that documents nothing (P05)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import is_syntax
from ferrule.repair.moves.move import LIKELY

ID: Final = "plain-comment"
CODES: Final = frozenset({"", "E0584", "E0585", "E0753"})
_MARKS: Final = {b"///": "//", b"//!": "//", b"/**": "/*", b"/*!": "/*"}


def propose(case: Case) -> Iterator[Offer]:
    """Make it a plain comment: the words stay, and so do those of the same kind right above and below."""
    if not case.code and not (is_syntax(case) and "doc" in case.error.message):
        return
    source = case.text.source
    places = [place for spot in case.error.spots if spot.primary for place in _block(source, spot.byte_start)]
    parts = [(place, place + 3, _MARKS[source[place : place + 3]]) for place in dict.fromkeys(places)]
    if parts:
        yield case.replace(LIKELY, "the comment documents nothing here: make it a plain one", *parts)


def _block(source: bytes, at: int) -> Iterator[int]:
    """Yield where the comment at a byte begins, and those on the lines right around it with the same mark."""
    mark = source[at : at + 3]
    if mark not in _MARKS:
        return
    yield at
    if mark in {b"/**", b"/*!"}:
        return
    before = at
    while (start := source.rfind(b"\n", 0, max(0, source.rfind(b"\n", 0, before))) + 1) < before:
        line = source[start : source.find(b"\n", start)]
        if not line.lstrip().startswith(mark) or source[:before].count(b"\n") == 0:
            break
        before = start + len(line) - len(line.lstrip())
        yield before
    after = source.find(b"\n", at) + 1
    while after and (line := source[after:].partition(b"\n")[0]).lstrip().startswith(mark):
        yield after + len(line) - len(line.lstrip())
        after = source.find(b"\n", after) + 1
