"""A field that a struct declares twice."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.shapes.lists import removal
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import text_of

ID: Final = "drop-second-field"
CODES: Final = frozenset({"E0124"})


def propose(case: Case) -> Iterator[Offer]:
    """Leave out the second one when both are of one type; of two types nobody can say which is meant."""
    second = _declaration(case.text, case.spot.byte_start)
    first = [_declaration(case.text, spot.byte_start) for spot in case.spots("first declared")]
    if second is None or not first or first[0] is None or first[0] == second:
        return
    types = {"".join(text_of(one.child_by_field_name("type")).split()) for one in (first[0], second)}
    if len(types) == 1:
        yield case.replace(LIKELY, "the field is there already: leave the second one out", removal(second))


def _declaration(text: Text, at: int) -> Node | None:
    node: Node | None = text.node(at, at + 1)
    while node is not None and node.type != "field_declaration":
        node = node.parent
    return node
