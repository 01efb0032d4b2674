"""An assignment where a truth is asked for, or to what a call gives: it is compared."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.types.conversions import FIRST
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "compare-call"
CODES: Final = frozenset({"E0070", "E0308"})
_ASKED: Final = frozenset({"if_expression", "while_expression", "match_pattern", "let_chain"})
_NO_PLACE: Final = frozenset({"call_expression", "binary_expression"})
_JOINED: Final = frozenset({"parenthesized_expression", "binary_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Write `==` for the `=`."""
    assignment = enclosing(case.node, "assignment_expression")
    left = assignment.child_by_field_name("left") if assignment is not None else None
    outer = assignment.parent if assignment is not None else None
    if assignment is None or left is None or outer is None or outer.type == "expression_statement":
        return  # nobody asks whether it is so
    sign = next((one for one in assignment.children if one.type == "="), None)
    if sign is not None and (left.type in _NO_PLACE or _is_asked(assignment) or _is_no_truth(case, assignment)):
        yield case.replace(FIRST, "it is compared, not assigned: `==`", (sign.start_byte, sign.end_byte, "=="))


def _is_asked(assignment: Node) -> bool:
    """Say whether it is a condition, or part of one joined with `&&` and `||`."""
    inner, around = assignment, assignment.parent
    while around is not None and (around.type in _JOINED or text_of(around).startswith("!")):
        inner, around = around, around.parent
    return around is not None and around.type in _ASKED and inner.type != "block"


def _is_no_truth(case: Case, assignment: Node) -> bool:
    """Say whether the compiler expects a truth where the whole assignment stands."""
    here = (case.spot.byte_start, case.spot.byte_end) == (assignment.start_byte, assignment.end_byte)
    return here and "expected `bool`, found `()`" in case.words
