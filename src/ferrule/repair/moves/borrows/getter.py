"""A method that only gives a field, and lends the whole value for it: the field itself is lent (P16)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import conflict
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of

ID: Final = "lend-the-field"
CODES: Final = frozenset({"E0499", "E0502", "E0503", "E0506"})
_FIELD: Final = re.compile(r"\{\s*(?P<mark>&mut\s+|&)?(?P<field>self(?:\.\w+)+)\s*\}")


def propose(case: Case) -> Iterator[Offer]:
    """Put the field in the place of the call that gives it; its neighbours stay free."""
    found = conflict(case)
    for node in (found.first, found.now) if found is not None else ():
        given = field_given(case, node)
        if given is not None:
            call, mark, field = given
            above = call.parent
            is_link = above is not None and above.type in {"field_expression", "index_expression"}
            edit = (call.start_byte, call.end_byte, field if is_link else f"{mark}{field}")
            yield case.replace(LIKELY - 1, f"the call lends more than `{field}`: the field alone is lent", edit)


def field_given(case: Case, node: Node | None) -> tuple[Node, str, str] | None:
    """Give the call that begins with a node and only gives a field, its `&` or `&mut`, and the field; else None."""
    call = _call(node) if node is not None else None
    called = call.child_by_field_name("function") if call is not None else None
    if call is None or called is None:
        return None
    on, name = text_of(called.child_by_field_name("value")), text_of(called.child_by_field_name("field"))
    own = [one for one in placed_items(case) if one.item.kind == "fn" and one.item.name == name]
    given = _given(own[0]) if len(own) == 1 else None
    return (call, given[0], on + given[1].removeprefix("self")) if given is not None else None


def _call(node: Node) -> Node | None:
    """Give the call of a method without arguments that begins with a node."""
    around: Node | None = node
    while around is not None and around.start_byte == node.start_byte:
        given = around.child_by_field_name("arguments") if around.type == "call_expression" else None
        called = around.child_by_field_name("function") if given is not None else None
        if given is not None and not given.named_children and called is not None and called.type == "field_expression":
            return around
        around = around.parent
    return None


def _given(method: Placed) -> tuple[str, str] | None:
    if method.item.body is None:
        return None
    found = _FIELD.fullmatch(method.text.at(*method.item.body))
    return (found["mark"] or "", found["field"]) if found else None
