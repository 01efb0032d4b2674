"""What is done to a variable where it is used: read, borrowed, changed, or given away (P15, P16)."""

from enum import StrEnum
from typing import Final

from tree_sitter import Node

from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS, is_statement

LOOPS: Final = frozenset({"for_expression", "loop_expression", "while_expression"})
_PLACES: Final = {"field_expression": "value", "index_expression": "", "parenthesized_expression": ""}
_COMPARED: Final = frozenset({"==", "!=", "<", ">", "<=", ">="})
_BORROWING: Final = frozenset({
    "print", "println", "eprint", "eprintln", "format", "write", "writeln", "panic", "assert", "assert_eq", "assert_ne",
    "debug_assert", "debug_assert_eq", "debug_assert_ne", "unreachable", "matches", "format_args", "todo",
})  # fmt: skip


class Access(StrEnum):
    """What is done at one use, as far as the syntax tells."""

    BORROW = "borrow"
    """`&x`, a comparison, an argument of `println!`."""
    BORROW_MUT = "borrow-mut"
    """`&mut x`."""
    WRITE = "write"
    """`x = ..`, `x += ..`, `x.f = ..`, `x[i] = ..`."""
    RECEIVER = "receiver"
    """`x.f()`: what the method does to it is for the types to tell."""
    SCRUTINEE = "scrutinee"
    """`match x`, `if let .. = x`."""
    VALUE = "value"
    """Moved or copied: an argument, a value that is bound, returned or stored."""


def place(use: Node) -> Node:
    """Give the whole place that starts with a variable: `x.a[0].b` for `x`, and `*x` where that goes on."""
    node = use
    while (above := node.parent) is not None:
        inner = _inner(above)
        if inner is None or (inner.start_byte, inner.end_byte) != (node.start_byte, node.end_byte):
            return node
        if above.type == "field_expression" and _is_called(above):
            return node
        node = above
    return node


def access(use: Node) -> Access:
    """Give what is done with a variable where it is used."""
    node = place(use)
    above = node.parent
    if above is None or use.type.endswith("string_literal"):
        return Access.BORROW
    kind = above.type
    if kind == "reference_expression":
        is_mutable = any(child.type == "mutable_specifier" for child in above.children)
        return Access.BORROW_MUT if is_mutable else Access.BORROW
    if kind in {"assignment_expression", "compound_assignment_expr"} and above.child_by_field_name("left") == node:
        return Access.WRITE
    if kind == "field_expression":
        return Access.RECEIVER
    if kind in {"match_expression", "let_condition"} and above.child_by_field_name("value") == node:
        return Access.SCRUTINEE
    is_compared = kind == "binary_expression" and text_of(above.child_by_field_name("operator")) in _COMPARED
    return Access.BORROW if is_compared or _is_formatted(above) else Access.VALUE


def statement_around(node: Node) -> Node | None:
    """Give the innermost statement, or value of a block, that holds a node; None outside of any body."""
    around: Node | None = node
    while around is not None and not is_statement(around):
        if around.type in ITEMS:
            return None
        around = around.parent
    return around


def loop_around(node: Node, within: Node) -> Node | None:
    """Give the innermost loop around a node that lies inside of another one; None where there is none.

    What a `for` runs over is no part of the loop: it is made once.
    """
    inner, around = node, node.parent
    while around is not None and inner != within:
        if around.type in LOOPS and around != within:
            is_source = around.type == "for_expression" and around.child_by_field_name("value") == inner
            if not is_source:
                return around
        inner, around = around, around.parent
    return None


def closure_around(node: Node, within: Node) -> Node | None:
    """Give the innermost closure or async block around a node, inside of another node; None where there is none."""
    around = node.parent
    while around is not None and around != within:
        if around.type in {"closure_expression", "async_block"}:
            return around
        around = around.parent
    return None


def _inner(node: Node) -> Node | None:
    """Give the part of a place expression that it goes on from; None for a node that is none."""
    if node.type == "unary_expression":
        return node.named_children[-1] if node.children and text_of(node.children[0]) == "*" else None
    part = _PLACES.get(node.type)
    if part is None:
        return None
    if part:
        return node.child_by_field_name(part)
    return node.named_children[0] if node.named_children else None


def _is_called(node: Node) -> bool:
    above = node.parent
    return above is not None and above.type == "call_expression" and above.child_by_field_name("function") == node


def _is_formatted(node: Node) -> bool:
    """Say whether these are the arguments of a macro that only looks at them."""
    around: Node | None = node
    while around is not None and around.type == "token_tree":
        around = around.parent
    if around is not None and around.type == "macro_invocation":
        return text_of(around.child_by_field_name("macro")).rpartition("::")[2] in _BORROWING
    call = node.parent if node.type == "arguments" else None
    name = text_of(call.child_by_field_name("function")) if call is not None else ""
    return name.endswith("_") and name[:-1] in _BORROWING  # a macro that was opened, see macros.py
