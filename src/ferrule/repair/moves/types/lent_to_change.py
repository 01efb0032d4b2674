"""A reference for reading where one for changing is wanted: the place that it comes from lends it to be changed."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.types.expressions import ancestors, binding, exact
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.syntax.items import text_of

ID: Final = "lend-to-change"
CODES: Final = frozenset({"E0308"})
_CHANGING: Final = {
    "iter": "iter_mut", "values": "values_mut", "get": "get_mut", "first": "first_mut", "last": "last_mut",
    "as_ref": "as_mut", "as_deref": "as_deref_mut", "chunks": "chunks_mut", "front": "front_mut", "back": "back_mut",
    "borrow": "borrow_mut", "as_slice": "as_mut_slice", "split_at": "split_at_mut",
}  # fmt: skip
_THROUGH: Final = frozenset({"unwrap", "expect", "enumerate", "rev", "skip", "take", "zip", "filter"})
_SHARED: Final = re.compile(r"^&(?:'\w+\s+)?(?!mut\b)")


def propose(case: Case) -> Iterator[Offer]:
    """Change the parameter's type, or the method or `&` that the variable has its value from."""
    pair = pair_of(case.error)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    if pair is None or node is None or (pair.expected.head, pair.found.head) != ("&mut", "&"):
        return
    if node.type != "identifier":
        yield from _made(case, node)
        return
    source = binding(node)
    of_type = source.child_by_field_name("type") if source is not None else None
    shared = _SHARED.match(text_of(of_type)) if of_type is not None else None
    if source is not None and source.type == "parameter" and of_type is not None and shared is not None:
        at = of_type.start_byte + shared.end()
        yield case.replace(SURE, "what is passed is changed: `&mut`", (at, at, "mut "))
    elif source is not None and of_type is None:
        yield from _made(case, source.child_by_field_name("value"))
    elif source is None:
        yield from _made(case, _matched(node))


def _matched(node: Node) -> Node | None:
    """Give what the innermost pattern around takes apart that binds a variable; None where none does."""
    name = re.compile(rf"\b{re.escape(text_of(node))}\b")
    for above in ancestors(node):
        if above.type == "match_arm" and above.parent is not None and above.parent.parent is not None:
            if name.search(text_of(above.child_by_field_name("pattern"))):
                return above.parent.parent.child_by_field_name("value")
        elif above.type == "for_expression" and name.search(text_of(above.child_by_field_name("pattern"))):
            return above.child_by_field_name("value")
        elif above.type in {"if_expression", "while_expression"}:
            condition = above.child_by_field_name("condition")
            is_let = condition is not None and condition.type == "let_condition"
            if condition is not None and is_let and name.search(text_of(condition.child_by_field_name("pattern"))):
                return condition.child_by_field_name("value")
    return None


def _made(case: Case, value: Node | None) -> Iterator[Offer]:
    """Offer the changing form of the call or the borrow that makes a value, behind `?` and `unwrap`."""
    for _ in range(6):
        if value is None:
            return
        if value.type == "reference_expression":
            inner = value.child_by_field_name("value")
            if inner is not None and text_of(value).startswith("&") and "mut" not in _lead(case, value, inner):
                yield case.replace(SURE, "it is lent to be changed", (value.start_byte, inner.start_byte, "&mut "))
            return
        called = value.child_by_field_name("function") if value.type == "call_expression" else None
        method = called.child_by_field_name("field") if called is not None else None
        if called is not None and method is not None and text_of(method) in _CHANGING:
            new = _CHANGING[text_of(method)]
            yield case.replace(SURE, f"it is changed: `{new}`", (method.start_byte, method.end_byte, new))
            return
        is_through = value.type == "try_expression" or (method is not None and text_of(method) in _THROUGH)
        if not is_through:
            return
        inside = value.named_children[:1]
        value = called.child_by_field_name("value") if called is not None else inside[0] if inside else None


def _lead(case: Case, outer: Node, inner: Node) -> str:
    return case.text.at(outer.start_byte, inner.start_byte)
