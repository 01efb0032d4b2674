"""An assignment to what is no place: the sides changed, or through a reference; and a call of what is no function."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.lists import elements
from ferrule.repair.moves.shapes.scope import enclosing
from ferrule.syntax.items import text_of

ID: Final = "place-or-call"
CODES: Final = frozenset({"E0067", "E0070", "E0618"})
_PLACES: Final = frozenset({"identifier", "field_expression", "index_expression"})
_NUMBERS: Final = frozenset({"integer_literal", "float_literal", "parenthesized_expression"})
_OF_NUMBER: Final = re.compile(r"found `(?:[iuf]\d+|[iu]size|\{)")


def propose(case: Case) -> Iterator[Offer]:
    """Put the place on the left, and leave out the parentheses behind a value."""
    yield from _uncalled(case) if case.code == "E0618" else _assigned(case)


def _assigned(case: Case) -> Iterator[Offer]:
    """Put the place on the left; what a call gives is assigned through `*`."""
    node = enclosing(case.node, "assignment_expression", "compound_assignment_expr")
    left = node.child_by_field_name("left") if node is not None else None
    right = node.child_by_field_name("right") if node is not None else None
    if left is None or right is None:
        return
    member = left.child_by_field_name("function") if left.type == "call_expression" else None
    if member is not None and member.type == "field_expression" and text_of(left).endswith("()"):
        yield case.replace(LIKELY, "the field of that name is set", (member.end_byte, left.end_byte, ""))
    if left.type not in _PLACES and right.type in _PLACES and left.type != "call_expression":
        parts = (left.start_byte, left.end_byte, text_of(right)), (right.start_byte, right.end_byte, text_of(left))
        yield case.replace(LIKELY, "what is assigned to stands on the left", *parts)
    if left.type == "call_expression":
        yield case.replace(POSSIBLE, "assign through the reference", (left.start_byte, left.start_byte, "*"))


def _uncalled(case: Case) -> Iterator[Offer]:
    """Leave out the empty parentheses behind a value; a number before parentheses is multiplied."""
    call = enclosing(case.node, "call_expression")
    arguments = call.child_by_field_name("arguments") if call is not None else None
    called = call.child_by_field_name("function") if call is not None else None
    if arguments is None or called is None:
        return
    inside = elements(arguments)
    if not inside:
        yield case.replace(LIKELY, "it is a value, not a function", (called.end_byte, arguments.end_byte, ""))
    elif len(inside) == 1 and (called.type in _NUMBERS or _OF_NUMBER.search(case.words)):
        yield case.replace(POSSIBLE, "a product needs its sign", (called.end_byte, arguments.start_byte, " * "))
