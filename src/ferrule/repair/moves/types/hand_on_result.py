"""A call that may fail at the end of a block whose value nobody takes: its failure is handed on with `?`."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.types.conversions import FIRST
from ferrule.repair.moves.types.expressions import exact, function_around, return_type
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of

ID: Final = "hand-on-result"
CODES: Final = frozenset({"E0308"})
_CALLS: Final = frozenset({"call_expression", "macro_invocation", "await_expression"})
_ANSWERS: Final = ("Ok", "Err", "Some", "None")
_FAILING: Final = frozenset({"Option", "Result"})


def propose(case: Case) -> Iterator[Offer]:
    """Write `?` where the function returns the same kind: a `;` would drop the failure, a `return` end a loop."""
    pair = pair_of(case.error)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    if pair is None or node is None or pair.expected.head != "()" or pair.found.head not in _FAILING:
        return
    is_empty = bool(pair.found.args) and pair.found.args[0].text == "()"
    if not is_empty or node.type not in _CALLS or text_of(node).startswith(_ANSWERS) or not _is_inside(node):
        return
    if read_type(return_type(function_around(node))).head == pair.found.head:
        yield case.replace(FIRST, "the function hands the failure on: `?`", (node.end_byte, node.end_byte, "?"))


def _is_inside(node: Node) -> bool:
    """Say whether an expression ends a block that is not the body of a function or closure."""
    block = node.parent
    if block is None or block.type != "block" or block.named_children[-1] != node or block.parent is None:
        return False
    return block.parent.type not in {"function_item", "closure_expression"}
