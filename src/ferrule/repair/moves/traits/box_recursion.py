"""An async function that calls itself: the future of the inner call is boxed."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "box-recursion"
CODES: Final = frozenset({"E0733"})


def propose(case: Case) -> Iterator[Offer]:
    """Put `Box::pin(...)` around what is awaited, at every call of the same function in this one."""
    for spot in case.spots("recursive call"):
        call = _awaited(enclosing(case.text.node(spot.byte_start, spot.byte_end), "await_expression"))
        function = enclosing(call, "function_item")
        if call is None or function is None:
            continue
        name = text_of(call.child_by_field_name("function"))
        parts = [
            part
            for one in _calls(function)
            if text_of(one.child_by_field_name("function")) == name
            for part in _boxed(one)
        ]
        yield case.replace(SURE, "the future of the inner call is boxed", *sorted(parts))
        return


def _awaited(node: Node | None) -> Node | None:
    value = node.named_children[0] if node is not None and node.named_children else None
    return value if value is not None and value.type == "call_expression" else None


def _calls(function: Node) -> Iterator[Node]:
    """Yield the calls in a function that are awaited at once."""
    waiting = [function]
    while waiting:
        node = waiting.pop()
        if node.type == "await_expression" and (call := _awaited(node)) is not None:
            yield call
        waiting.extend(node.named_children)


def _boxed(call: Node) -> tuple[tuple[int, int, str], tuple[int, int, str]]:
    return (call.start_byte, call.start_byte, "Box::pin("), (call.end_byte, call.end_byte, ")")
