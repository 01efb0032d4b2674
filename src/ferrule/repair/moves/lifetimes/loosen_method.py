"""A method whose signature holds on to its receiver longer than its body needs (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.repair.moves.lifetimes.flows import declared, lifetime_of, naming, unnaming
from ferrule.repair.moves.lifetimes.owned import references
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.header import receiver
from ferrule.repair.moves.types.expressions import around, walk
from ferrule.syntax.items import text_of

ID: Final = "loosen-method"
CODES: Final = frozenset({"E0499", "E0502", "E0503", "E0505", "E0506", "E0515", "E0597", "E0713", "E0716", "", "E0521"})
_MOST: Final = 4


def propose(case: Case) -> Iterator[Offer]:
    """Take the lifetime of the type from the receiver, or give it to what comes out of the type's borrowed data."""
    if not case.code and "lifetime may not live long enough" not in case.error.message:
        return
    for placed in _methods(case)[:_MOST]:
        text = placed.text
        function = text.node(placed.item.start, placed.item.end)
        impl = around(function, {"impl_item"})
        if function.type != "function_item" or impl is None or impl.child_by_field_name("trait") is not None:
            continue
        outer = set(declared(impl))
        yield from _receiver(case, text, function, outer)
        yield from _output(case, text, function, outer)


def _methods(case: Case) -> list[Placed]:
    """Give the methods of the crate that are called where the error points."""
    names: set[str] = set()
    for spot in case.error.spots:
        if spot.path != case.spot.path or spot.note:
            continue
        node = case.text.node(spot.byte_start, spot.byte_end)
        names |= {_called(one) for one in (*_around(node), *walk(node))}
    names.discard("")
    found = [one for one in placed_items(case) if one.item.kind == "fn" and one.item.name in names]
    return [one for one in found if one.item.params and one.item.params[0].pattern == "self"]


def _around(node: Node) -> Iterator[Node]:
    """Yield the calls of whose chain a node is a part."""
    above = node.parent
    while above is not None and above.type in {"call_expression", "field_expression", "try_expression"}:
        yield above
        above = above.parent


def _called(node: Node) -> str:
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    return text_of(called.child_by_field_name("field")) if called is not None else ""


def _receiver(case: Case, text: Text, function: Node, outer: set[str]) -> Iterator[Offer]:
    """Yield the receiver without a lifetime of the impl: with it, the value is borrowed for all its life."""
    own = receiver(function)
    written = lifetime_of(own) if own is not None else None
    if written is None or text_of(written) not in outer:
        return
    edit = text.edit(*unnaming(text.source, written))
    name = text_of(function.child_by_field_name("name"))
    yield case.offer(LIKELY - 1, f"`{name}` needs its receiver for the call only", (edit,))


def _output(case: Case, text: Text, function: Node, outer: set[str]) -> Iterator[Offer]:
    """Yield the return type with the lifetime of the data that the type itself has borrowed."""
    written = function.child_by_field_name("return_type")
    open_ones = [one for one in references(written) if lifetime_of(one) is None] if written is not None else []
    if not open_ones or len(outer) != 1 or function.child_by_field_name("type_parameters") is not None:
        return
    [name] = outer
    edits = [text.edit(*naming(one, name)) for one in open_ones]
    method = text_of(function.child_by_field_name("name"))
    yield case.offer(LIKELY - 1, f"what `{method}` gives belongs to what `{name}` lends, not to `self`", edits)
