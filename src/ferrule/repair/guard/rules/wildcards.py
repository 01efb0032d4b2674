"""Price arms that take whatever comes."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import CostKind
from ferrule.repair.guard.rule import Change, Example, Found, Verdict, price_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f() { match x { 1 => g() } }", "fn f() { match x { 1 => g(), _ => {} } }", "wildcard-arm", "E0004"),
    Example("fn f() { match x { 1 => g() } }", "fn f() { match x { 1 => g(), 2 => h() } }", None, "E0004"),
    Example("fn f() { match x { _ => g() } }", "fn f() { match x { 1 => h(), _ => g() } }", None),
)


def judge(change: Change) -> Verdict:
    """Price each added `_ =>`."""
    return price_gain(change, _find, CostKind.WILDCARD_ARM, "{} takes every case that nobody thought of")


def _find(sketch: Sketch) -> Iterator[Found]:
    for piece in sketch.pieces:
        if piece.kind == "match_arm" and sketch.text(piece.first, piece.first + 2) == ("_", "=>"):
            yield "_ =>", piece.first
