"""A `?` that is missing in the middle of a chain: what comes behind it worked on the option itself."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.types.conversions import FIRST
from ferrule.repair.moves.types.expressions import exact, function_around, return_type
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import Type, bare, read_type
from ferrule.syntax.items import text_of

ID: Final = "hand-on-inside"
CODES: Final = frozenset({"E0308"})
_FAILING: Final = frozenset({"Option", "Result"})
_SAME: Final = frozenset({"clone", "cloned", "copied", "to_owned", "as_ref", "as_mut", "as_deref", "as_deref_mut"})
"""Methods that an option has as well as what is in it."""


def propose(case: Case) -> Iterator[Offer]:
    """Write it before the last method of the chain, where that gives an option of an option."""
    pair = pair_of(case.error)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end) if pair is not None else None
    if pair is None or node is None or read_type(return_type(function_around(node))).head not in _FAILING:
        return
    receiver, method = _receiver(node)
    if receiver is not None and method in _SAME and _is_nested(pair.found) and _is_answer(node):
        edit = (receiver.end_byte, receiver.end_byte, "?")
        yield case.replace(FIRST, f"`{method}` is meant for what is inside: `?` before it", edit)


def _is_answer(node: Node) -> bool:
    """Say whether the function ends with this, in whatever it wraps it."""
    above = node.parent
    while above is not None and above.type in {"call_expression", "arguments", "return_expression"}:
        node, above = above, above.parent
    is_last = above is not None and above.type == "block" and above.named_children[-1:] == [node]
    return is_last and above is not None and above.parent is not None and above.parent.type == "function_item"


def _receiver(call: Node) -> tuple[Node | None, str]:
    """Give what the last method of a chain is called on, when that is a call too, and its name."""
    called = call.child_by_field_name("function") if call.type == "call_expression" else None
    value = called.child_by_field_name("value") if called is not None else None
    if called is None or value is None or value.type != "call_expression":
        return None, ""
    return value, text_of(called.child_by_field_name("field"))


def _is_nested(found: Type) -> bool:
    """Say whether a type is an option of an option, borrowed or not."""
    inner = bare(found.args[0]) if found.head in _FAILING and found.args else None
    return inner is not None and inner.head in _FAILING
