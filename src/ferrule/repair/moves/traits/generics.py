"""The type parameters of an item in its tree: who declares them, their bounds, and where another bound goes."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.syntax.items import text_of

DECLARING: Final = frozenset({
    "function_item", "function_signature_item", "impl_item", "struct_item", "enum_item", "union_item", "trait_item",
    "type_item", "associated_type",
})  # fmt: skip
"""Items that can have type parameters."""


def around(node: Node | None) -> Iterator[Node]:
    """Yield the items around a node that can declare type parameters, the innermost first."""
    while node is not None:
        if node.type in DECLARING:
            yield node
        node = node.parent


def declaring(node: Node | None, name: str) -> Node | None:
    """Give the innermost item around a node that declares a type parameter; None when none does."""
    return next((item for item in around(node) if name in parameters(item)), None)


def parameters(item: Node) -> dict[str, Node]:
    """Give the type parameters of an item by name, without lifetimes and constants."""
    listed = item.child_by_field_name("type_parameters")
    found = listed.named_children if listed is not None else []
    return {text_of(one.child_by_field_name("name")): one for one in found if one.type == "type_parameter"}


def where_clause(item: Node) -> Node | None:
    """Give the `where` of an item; None when it has none."""
    return next((child for child in item.named_children if child.type == "where_clause"), None)


def predicates(item: Node) -> list[tuple[str, str]]:
    """Give what the `where` of an item says: what is bound, and its bounds without the colon."""
    clause = where_clause(item)
    found = clause.named_children if clause is not None else []
    return [(text_of(one.child_by_field_name("left")), _bounds(one)) for one in found if one.type == "where_predicate"]


def bounds_of(item: Node, name: str) -> tuple[str, ...]:
    """Give all bounds of a type parameter, those of the `where` included."""
    declared = parameters(item).get(name)
    own = _each(declared) if declared is not None else []
    clause = where_clause(item)
    for one in clause.named_children if clause is not None else []:
        if one.type == "where_predicate" and text_of(one.child_by_field_name("left")) == name:
            own += _each(one)
    return tuple(dict.fromkeys(own))


def bound_part(item: Node, name: str, bounds: tuple[str, ...]) -> tuple[int, int, str] | None:
    """Give the edit, as start, end and text, that adds bounds to a parameter; None when it has them or is unknown."""
    fresh = [bound for bound in bounds if bound not in bounds_of(item, name)]
    declared = parameters(item).get(name)
    if not fresh or declared is None:
        return None
    words = " + ".join(fresh)
    clause = where_clause(item)
    for one in clause.named_children if clause is not None else []:
        listed = one.child_by_field_name("bounds")
        if one.type == "where_predicate" and text_of(one.child_by_field_name("left")) == name and listed is not None:
            return listed.end_byte, listed.end_byte, (" + " if listed.named_children else " ") + words
    listed = declared.child_by_field_name("bounds")
    if listed is not None and listed.named_children:
        return listed.end_byte, listed.end_byte, " + " + words
    if clause is not None and not any(one.child_by_field_name("bounds") for one in parameters(item).values()):
        return predicate_part(item, f"{name}: {words}")
    place = declared.child_by_field_name("name")
    return (place.end_byte, place.end_byte, f": {words}") if place is not None else None


def predicate_part(item: Node, predicate: str) -> tuple[int, int, str]:
    """Give the edit that adds a whole predicate, such as `T::Item: Clone`, to the `where` of an item."""
    clause = where_clause(item)
    if clause is not None and clause.named_children:
        last = clause.named_children[-1]
        line = (item.text or b"")[: last.start_byte - item.start_byte].rpartition(b"\n")[2].decode("utf-8", "replace")
        between = f"\n{line}" if line and not line.strip() else " "
        return last.end_byte, last.end_byte, f",{between}{predicate}"
    body = item.child_by_field_name("body")
    if item.type in {"struct_item", "function_signature_item", "associated_type"} or body is None:
        if body is not None and body.type == "field_declaration_list":
            return body.start_byte, body.start_byte, f"where {predicate} "
        end = item.end_byte - 1 if text_of(item).endswith(";") else item.end_byte
        return end, end, f" where {predicate}"
    return body.start_byte, body.start_byte, f"where {predicate} "


def _each(node: Node) -> list[str]:
    listed = node.child_by_field_name("bounds")
    return [text_of(one) for one in listed.named_children] if listed is not None else []


def _bounds(node: Node) -> str:
    return " + ".join(_each(node))
