"""A raw pointer that is compared or counted with, although an `unsafe` block says that it is read (P05)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.types.conversions import FIRST
from ferrule.repair.moves.types.convert_value import value_of
from ferrule.repair.moves.types.expressions import filled
from ferrule.repair.moves.types.operands import operands
from ferrule.repair.moves.types.typewords import is_number, same

ID: Final = "read-pointer"
CODES: Final = frozenset({"E0277", "E0308", "E0369"})
_POINTERS: Final = frozenset({"*const", "*mut"})


def propose(case: Case) -> Iterator[Offer]:
    """Read what the pointer points to in the block that the variable has its value from; no block is added."""
    seen = operands(case.text, case.error)
    if seen is None:
        return
    operation, left, right = seen
    for side, of_type, other in (("left", left, right), ("right", right, left)):
        node = operation.child_by_field_name(side)
        if node is None or of_type.head not in _POINTERS or not of_type.args or not is_number(of_type.args[0]):
            continue
        place = _in_block(value_of(node))
        if place is not None and (is_number(other) or same(of_type.args[0], other)):
            edit = (place.start_byte, place.end_byte, filled("*{}", place))
            yield case.replace(FIRST, "the block reads what the pointer points to: `*`", edit)


def _in_block(value: Node | None) -> Node | None:
    """Give the only expression in an `unsafe` block; None where it calls something, which may need the block."""
    block = value.named_children[-1] if value is not None and value.type == "unsafe_block" else None
    inside = [one for one in block.named_children if "comment" not in one.type] if block is not None else []
    return inside[0] if len(inside) == 1 and inside[0].type in {"identifier", "field_expression"} else None
