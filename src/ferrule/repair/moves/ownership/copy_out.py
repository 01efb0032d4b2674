"""A number is borrowed from what is then given away or changed: it is copied out (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.given import shown
from ferrule.syntax.uses import place
from ferrule.syntax.variables import Variable, around_function, variables

ID: Final = "copy-before-move"
CODES: Final = frozenset({"E0505"})
_MOST: Final = 12


def propose(case: Case) -> Iterator[Offer]:
    """Bind the value and not a reference to it, and take the `*` off its uses; what is no number does not compile."""
    text = shown(case.text)
    for spot in case.spots("borrow of"):
        if spot.path != text.path or spot.note:
            continue
        node = text.node(spot.byte_start, spot.byte_end)
        variable = _holder(node)
        value = variable.value if variable is not None else None
        if variable is None or value is None or variable.declaration.child_by_field_name("type") is not None:
            continue
        start = value.start_byte
        inner = value.child_by_field_name("value") if value.type == "reference_expression" else None
        is_mutable = any(one.type == "mutable_specifier" for one in value.children)
        stars = [mark for use in variable.uses for mark in _stars(use)]
        if not is_mutable and len(stars) <= _MOST and value.type in {"reference_expression", "call_expression"}:
            first = (start, inner.start_byte, "") if inner is not None else (start, start, "*")
            yield case.replace(SURE, f"`{variable.name}` is copied out before the value goes", first, *stars)


def _holder(node: Node) -> Variable | None:
    """Give the variable that is bound to an expression around a node."""
    function = around_function(node)
    for variable in variables(function) if function is not None else ():
        value = variable.value
        if value is not None and value.start_byte <= node.start_byte and node.end_byte <= value.end_byte:
            return variable
    return None


def _stars(use: Node) -> Iterator[tuple[int, int, str]]:
    """Yield the removal of a `*` before a use."""
    above = use.parent
    if above is not None and above.type == "unary_expression" and above.children[0].type == "*" and place(use) != use:
        yield above.start_byte, use.start_byte, ""
