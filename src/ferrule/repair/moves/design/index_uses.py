"""Numbers of elements in the place of references to them: where they are put in, and how they are read (P15)."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.syntax.items import text_of

_EITHER: Final = frozenset({"is_some", "is_none", "len", "is_empty", "clear", "pop", "take", "truncate"})
"""Methods that mean the same for numbers."""
_EMPTY: Final = re.compile(r"^(?:None|&\*&\*\[\]|vec!\[\]|Vec::new\(\)|Vec::with_capacity\(.*\))$")


def numbered(value: Node | None, among: str) -> list[Part] | None:
    """Give the edits that put a number where `&list[i]` or `Some(&list[i])` stood; None for any other value."""
    if value is None:
        return None
    if _EMPTY.match(text_of(value)):
        return []
    if value.type == "call_expression" and text_of(value.child_by_field_name("function")) == "Some":
        given = value.child_by_field_name("arguments")
        return numbered(given.named_children[0], among) if given is not None and given.named_child_count == 1 else None
    place = value.child_by_field_name("value") if value.type == "reference_expression" else None
    is_shared = place is not None and not text_of(value).startswith("&mut")
    if place is None or place.type != "index_expression" or not is_shared or place.named_child_count != 2:
        return None
    of, at = place.named_children
    if text_of(of) != among or at.type == "range_expression":
        return None
    return [(value.start_byte, value.end_byte, text_of(at))]


def read_at(node: Node, among: str, kind: str) -> list[Part] | None:
    """Give the edits for one read `x.f`, where `kind` is the type that the field had; None where it cannot follow."""
    owner, words = text_of(node.child_by_field_name("value")), text_of(node)
    called = _method(node)
    if kind.startswith("Option<"):
        if called in _EITHER:
            return []
        return [(node.start_byte, node.end_byte, f"{words}.map(|at| &{owner}.{among}[at])")]
    if kind.startswith("Vec<"):
        return _listed(node, owner, among, called)
    above = node.parent
    if above is not None and above.type == "unary_expression" and text_of(above).startswith("*"):
        return [(above.start_byte, above.end_byte, f"{owner}.{among}[{words}]")]
    mark = "" if above is not None and above.type == "field_expression" else "&"
    return [(node.start_byte, node.end_byte, f"{mark}{owner}.{among}[{words}]")]


def _listed(node: Node, owner: str, among: str, called: str) -> list[Part] | None:
    """Give the edits for one use of a list of references."""
    above = node.parent
    if called in _EITHER:
        return []
    looked = f".map(|at| &{owner}.{among}[*at])"
    call = above.parent if above is not None and called else None
    if called == "push" and call is not None:
        given = call.child_by_field_name("arguments")
        return numbered(given.named_children[0], f"{owner}.{among}") if given is not None else None
    if called == "iter" and call is not None:
        return [(call.end_byte, call.end_byte, looked)]
    if above is not None and above.type == "index_expression" and above.named_children[0] == node:
        return [(above.start_byte, above.end_byte, f"{owner}.{among}[{text_of(above)}]")]
    outer = above.parent if above is not None and above.type == "reference_expression" else None
    if above is not None and outer is not None and outer.type == "for_expression":
        return [(above.start_byte, above.end_byte, f"{text_of(node)}.iter(){looked}")]
    return None


def _method(node: Node) -> str:
    """Give the method that is called on an expression; empty where none is."""
    above = node.parent
    outer = above.parent if above is not None and above.type == "field_expression" else None
    if above is None or outer is None or outer.type != "call_expression":
        return ""
    return text_of(above.child_by_field_name("field"))
