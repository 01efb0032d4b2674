"""A value that was a reference and is owned now, where it is read: what lends it there."""

from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.lifetimes.owned import COPIED, Part
from ferrule.syntax.items import text_of

_ONWARD: Final = frozenset({"field_expression", "index_expression", "reference_expression", "token_tree"})
_COMPARED: Final = frozenset({"==", "!=", "<", ">", "<=", ">="})
_EITHER: Final = frozenset({"is_some", "is_none", "as_ref", "as_mut", "as_deref", "iter", "clone", "take", "replace"})
"""Methods of an option that mean the same whether it holds a value or a reference."""


def lent(node: Node, inner: Node | None) -> list[Part]:
    """Give the edits for an expression that was `&inner` and is an owned value from now on."""
    above = node.parent
    if above is None or is_written(node) or above.type in {"expression_statement", "type_cast_expression"}:
        return []
    first = above.named_children[0] if above.named_children else None
    if above.type in _ONWARD or is_formatted(node):
        return []
    if above.type == "unary_expression":
        return [(above.start_byte, node.start_byte, "")] if text_of(above).startswith("*") else []
    if above.type == "binary_expression":
        operator = text_of(above.child_by_field_name("operator"))
        return [] if operator in _COMPARED or text_of(inner) in COPIED else [_before(node)]
    if above.type == "match_expression" and first == node:
        return [(node.end_byte, node.end_byte, view(inner))] if view(inner) else [_before(node)]
    return [_before(node)]


def lent_option(node: Node, inner: Node | None) -> list[Part]:
    """Give the edits for an expression that was `Option<&inner>` and holds an owned value from now on."""
    above = node.parent
    if above is None or is_written(node) or is_formatted(node):
        return []
    if above.type in {"reference_expression", "token_tree"}:
        return []
    if above.type == "field_expression" and text_of(above.child_by_field_name("field")) in _EITHER:
        return []
    if above.type in {"match_expression", "let_condition"} and text_of(inner) in COPIED:
        return [_before(node)]
    return [(node.end_byte, node.end_byte, ".as_deref()" if view(inner) else ".as_ref()")]


def is_called(node: Node) -> bool:
    """Say whether `x.f` is the name of a method that is called."""
    above = node.parent
    return above is not None and above.type == "call_expression" and above.child_by_field_name("function") == node


def is_formatted(node: Node) -> bool:
    """Say whether an expression is an argument of a macro that was opened, which looks at it by itself."""
    call = node.parent.parent if node.parent is not None and node.parent.type == "arguments" else None
    return call is not None and text_of(call.child_by_field_name("function")).endswith("_")


def view(inner: Node | None) -> str:
    """Give the method that looks at an owned value as `&inner`; empty where a `&` does."""
    if inner is not None and inner.type == "array_type" and inner.child_by_field_name("length") is None:
        return ".as_slice()"
    return {"str": ".as_str()", "Path": ".as_path()"}.get(text_of(inner), "")


def is_written(node: Node) -> bool:
    """Say whether an expression stands on the left of an assignment."""
    above = node.parent
    kinds = {"assignment_expression", "compound_assignment_expr"}
    return above is not None and above.type in kinds and above.child_by_field_name("left") == node


def _before(node: Node) -> Part:
    return node.start_byte, node.start_byte, "&"
