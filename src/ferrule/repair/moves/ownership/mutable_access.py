"""What is changed was reached by a method that only lends it: its twin lends it for changing (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.given import name_of, shown
from ferrule.repair.moves.traits.open_guards import is_open_twice
from ferrule.repair.moves.types.expressions import ancestors
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import variable_of

ID: Final = "mutable-access"
CODES: Final = frozenset({"E0594", "E0596"})
_TWINS: Final = {
    **{name: f"{name}_mut" for name in (
        "get", "first", "last", "iter", "values", "chunks", "chunks_exact", "split_at", "split_first", "split_last",
        "front", "back", "as_deref", "peek", "windows", "split", "rchunks", "get_key_value",
    )},
    "as_ref": "as_mut", "as_slice": "as_mut_slice", "as_str": "as_mut_str", "borrow": "borrow_mut", "read": "write",
    "deref": "deref_mut", "into_iter": "iter_mut", "as_ptr": "as_mut_ptr", "as_bytes": "as_bytes_mut",
}  # fmt: skip
_UNSURE: Final = frozenset({"windows", "as_bytes", "get_key_value"})
_OPENING: Final = frozenset({"borrow_mut", "write"})
"""Twins that fail, or wait for ever, where the place is open already."""
_MOST: Final = 8


def propose(case: Case) -> Iterator[Offer]:
    """Change the lending calls in the place itself, else in what its variable was bound to, and the `&` around them."""
    text = shown(case.text)
    node = text.node(case.spot.byte_start, case.spot.byte_end)
    own = {one.item.name for one in placed_items(case) if one.item.kind == "fn"}
    parts = list(_parts(node.child_by_field_name("left") or node, own))
    root = _root(node) if not parts else None
    variable = variable_of(root) if root is not None else None
    source = _source(variable.declaration, variable.bound) if variable is not None else None
    if source is not None:
        parts = list(_parts(source, own)) or list(_parameter(source))
    if any(new in _OPENING and is_open_twice(case, at) for at, _, new in parts):
        return
    if 0 < len(parts) <= _MOST:
        yield case.replace(SURE, "what is reached here is changed: it is lent for that", *parts)


def _parameter(source: Node) -> Iterator[tuple[int, int, str]]:
    """Yield the `mut` for a parameter that is a reference, and that is taken apart as a whole."""
    variable = variable_of(source) if source.type in {"identifier", "self"} else None
    of = variable.declaration if variable is not None else None
    written = of.child_by_field_name("type") if of is not None and of.type == "parameter" else of
    if written is None or written.type not in {"reference_type", "self_parameter"} or text_of(written)[:1] != "&":
        return
    if any(one.type == "mutable_specifier" for one in written.children):
        return
    last = written.named_children[-1]
    yield last.start_byte, last.start_byte, "mut "


def _root(node: Node | None) -> Node | None:
    """Give the variable at the beginning of a place or of an assignment to it."""
    while node is not None and node.type not in {"identifier", "self"}:
        part = node.child_by_field_name("left") or node.child_by_field_name("value")
        part = part or node.child_by_field_name("function")
        node = part or (node.named_children[0] if node.named_children else None)
    return node


def _source(declaration: Node, bound: Node) -> Node | None:
    """Give the expression that a variable looks into: of a parameter of a closure what the closure is handed to."""
    if declaration.type == "closure_expression":
        listed = declaration.parent
        call = listed.parent if listed is not None and listed.type == "arguments" else None
        function = call.child_by_field_name("function") if call is not None else None
        return function.child_by_field_name("value") if function is not None else None
    if declaration.type == "match_arm":
        match = next((one for one in ancestors(declaration) if one.type == "match_expression"), None)
        return match.child_by_field_name("value") if match is not None else None
    if declaration.type in {"if_expression", "while_expression"}:
        conditions = (one for one in ancestors(bound) if one.type == "let_condition")
        found = next(conditions, None)
        return found.child_by_field_name("value") if found is not None else None
    return declaration.child_by_field_name("value")


def _parts(source: Node, own: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the changes along a chain of calls, from its end to its beginning."""
    node: Node | None = source
    while node is not None:
        if node.type == "reference_expression":
            value = node.child_by_field_name("value")
            if value is not None and not any(one.type == "mutable_specifier" for one in node.children):
                yield value.start_byte, value.start_byte, "mut "
            node = value
        elif node.type == "call_expression":
            function = node.child_by_field_name("function")
            field = function.child_by_field_name("field") if function is not None else None
            twin = _twin(name_of(node), own)
            if twin and field is not None:
                yield field.start_byte, field.end_byte, twin
            node = function.child_by_field_name("value") if field is not None and function is not None else None
        elif node.type in {"field_expression", "index_expression"}:
            node = node.child_by_field_name("value") or (node.named_children[0] if node.named_children else None)
        elif node.type in {"try_expression", "parenthesized_expression", "unary_expression"}:
            node = node.named_children[0] if node.named_children else None
        elif node.type == "if_expression":
            for branch in _branches(node):
                yield from _parts(branch, own)
            return
        else:
            return


def _branches(node: Node) -> Iterator[Node]:
    """Yield the values of both branches of an `if`, and of those of an `else if`."""
    other = node.child_by_field_name("alternative")
    inside = other.named_children[-1] if other is not None and other.named_children else None
    for block in (node.child_by_field_name("consequence"), inside):
        if block is not None and block.type == "if_expression":
            yield from _branches(block)
        elif block is not None and block.named_children:
            yield block.named_children[-1]


def _twin(name: str, own: set[str]) -> str:
    if f"{name}_mut" in own:
        return f"{name}_mut"
    return _TWINS.get(name, "") if name not in _UNSURE else ""
