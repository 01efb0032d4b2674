"""Places as code names them: a variable and what is in it."""

from collections.abc import Iterable
from typing import Final

from tree_sitter import Node

from ferrule.syntax.items import text_of

Place = tuple[str, ...]
"""A variable, then its fields; `[]` stands for elements, `#` for their number."""
_NESTED: Final = 60


def touches(some: Iterable[Place], others: Iterable[Place]) -> bool:
    """Say whether two sets of places overlap: one place is the other or holds it."""
    held = tuple(others)
    return any(one[: len(other)] == other[: len(one)] for one in some for other in held)


def place_of(node: Node | None, depth: int = 0) -> Place | None:
    """Give the place that an expression names, such as `self.rows[0].cells`; None for one that computes."""
    if node is None or depth > _NESTED:
        return None
    if node.type in {"identifier", "self"}:
        return (text_of(node),)
    inner = node.named_children[0] if node.named_children else None
    if node.type == "field_expression":
        below = place_of(node.child_by_field_name("value"), depth + 1)
        return (*below, text_of(node.child_by_field_name("field"))) if below else None
    if node.type == "index_expression":
        below = place_of(inner, depth + 1)
        return (*below, "[]") if below else None
    is_deref = node.type == "unary_expression" and text_of(node)[:1] == "*"
    if is_deref or node.type in {"parenthesized_expression", "reference_expression"}:
        return place_of(node.named_children[-1], depth + 1) if node.named_children else None
    return None


def receiver_place(node: Node | None) -> Place | None:
    """Give the place at the beginning of a chain of calls: `self.rows` for `self.rows.iter().rev()`."""
    while node is not None and place_of(node) is None:
        called = node.child_by_field_name("function") if node.type == "call_expression" else None
        if called is not None and called.type == "field_expression":
            node = called.child_by_field_name("value")
        elif node.type in {"try_expression", "field_expression", "index_expression", "reference_expression"}:
            node = node.named_children[-1 if node.type == "reference_expression" else 0]
        else:
            return None
    return place_of(node)


def named(token: Node) -> Place:
    """Give the place that a token of a macro begins: with its field, where it has one that is not called."""
    field = token.next_sibling.next_sibling if token.next_sibling and text_of(token.next_sibling) == "." else None
    is_field = field is not None and field.type == "identifier" and not text_of(field.next_sibling).startswith("(")
    return (text_of(token), text_of(field)) if is_field else (text_of(token),)
