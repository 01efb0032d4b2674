"""An assigning operator that a type does not have, though it has the operator: the assignment is written out."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "write-out-assignment"
CODES: Final = frozenset({"E0368"})
_LOOSE: Final = frozenset({"binary_expression", "closure_expression", "range_expression", "if_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Write `a = a + b` for `a += b`."""
    node = enclosing(case.node, "compound_assignment_expr")
    if node is None:
        return
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = text_of(node.child_by_field_name("operator"))
    if left is None or right is None or not operator.endswith("=") or not _is_place(left):
        return
    value = f"({text_of(right)})" if right.type in _LOOSE else text_of(right)
    words = f"{text_of(left)} = {text_of(left)} {operator[:-1]} {value}"
    message = f"the type has `{operator[:-1]}`, and no `{operator}`"
    yield case.replace(LIKELY, message, (node.start_byte, node.end_byte, words))


def _is_place(node: Node | None) -> bool:
    """Say whether a place is named without computing anything."""
    while node is not None and node.type == "field_expression":
        node = node.child_by_field_name("value")
    return node is not None and node.type in {"identifier", "self"}
