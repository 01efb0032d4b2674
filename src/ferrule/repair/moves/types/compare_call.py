"""An assignment to what a call gives, which nothing can be assigned to: it is compared."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.types.conversions import FIRST
from ferrule.syntax.tree import enclosing

ID: Final = "compare-call"
CODES: Final = frozenset({"E0070", "E0308"})


def propose(case: Case) -> Iterator[Offer]:
    """Write `==` for the `=`."""
    assignment = enclosing(case.node, "assignment_expression")
    left = assignment.child_by_field_name("left") if assignment is not None else None
    outer = assignment.parent if assignment is not None else None
    if assignment is None or left is None or outer is None or left.type != "call_expression":
        return
    if outer.type == "expression_statement":
        return  # nobody asks whether it is so
    sign = next((one for one in assignment.children if one.type == "="), None)
    if sign is not None:
        yield case.replace(FIRST, "what is called is compared: `==`", (sign.start_byte, sign.end_byte, "=="))
