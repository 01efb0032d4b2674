"""Where the type of an expression was written: annotations, parameters, return types and fields of the crate (P05)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import around, binding
from ferrule.syntax.items import text_of

_THROUGH: Final = frozenset({
    "parenthesized_expression", "unary_expression", "reference_expression", "try_expression", "index_expression",
    "await_expression",
})  # fmt: skip
_ADAPTERS: Final = frozenset({
    "clone", "iter", "unwrap", "expect", "copied", "cloned", "as_ref", "as_mut", "get", "to_vec", "into_iter",
    "iter_mut", "min", "max", "pow", "abs", "clamp", "saturating_add", "saturating_sub", "wrapping_add", "wrapping_sub",
})  # fmt: skip
_ARITHMETIC: Final = frozenset({"+", "-", "*", "/", "%", "&", "|", "^"})
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Written:
    """A type in a source."""

    text: Text
    start: int
    end: int
    """Byte offsets, the end exclusive."""
    what: str
    """What it is the type of, such as `the parameter`."""

    @property
    def type(self) -> str:
        """The type as it is written."""
        return self.text.at(self.start, self.end)


def declared(case: Case, text: Text, node: Node | None, depth: int = 0) -> Iterator[Written]:
    """Yield the written types from which an expression has its own one, or from which that is a part."""
    if node is None or depth > _DEEPEST:
        return
    if node.type == "identifier":
        yield from _variable(case, text, node)
    elif node.type == "type_cast_expression":
        yield from written(text, node.child_by_field_name("type"), "the cast")
    elif node.type == "field_expression":
        yield from _field(case, node)
    elif node.type == "call_expression":
        yield from _called(case, text, node, depth)
    elif node.type == "binary_expression":
        if text_of(node.child_by_field_name("operator")) in _ARITHMETIC:
            for side in ("left", "right"):
                yield from declared(case, text, node.child_by_field_name(side), depth + 1)
    elif node.type in _THROUGH and node.named_children:
        inner = node.named_children[0 if node.type in {"index_expression", "try_expression"} else -1]
        yield from declared(case, text, inner, depth + 1)


def written(text: Text, node: Node | None, what: str) -> Iterator[Written]:
    """Yield the type at a node; nothing for none."""
    if node is not None:
        yield Written(text, node.start_byte, node.end_byte, what)


def field_types(case: Case, field: str, owner: str = "") -> Iterator[Written]:
    """Yield the types of the fields of a name; where there are several structs, only that of the owner."""
    found = [
        Written(placed.text, one.end - len(one.type.encode()), one.end, f"the field `{field}`")
        for placed in placed_items(case)
        if placed.item.kind in {"struct", "union", "variant"} and owner in {"", placed.item.name}
        for one in placed.item.fields
        if one.name == field
    ]
    yield from found if owner or len(found) == 1 else ()


def owner_around(node: Node) -> str:
    """Give the name of the type whose impl is around a place; empty outside of any."""
    impl = around(node, {"impl_item"})
    of_type = impl.child_by_field_name("type") if impl is not None else None
    if of_type is not None and of_type.type == "generic_type":
        of_type = of_type.child_by_field_name("type")
    return text_of(of_type)


def _variable(case: Case, text: Text, node: Node) -> Iterator[Written]:
    bound = binding(node)
    if bound is not None:
        of_type = bound.child_by_field_name("type")
        if of_type is None and bound.type == "let_declaration":
            value = bound.child_by_field_name("value")
            yield from written(text, _cast_in(value), "the cast")
        what = "the parameter" if bound.type == "parameter" else "the variable"
        yield from written(text, of_type, what)
        return
    name = text_of(node)
    for placed in placed_items(case):
        if placed.item.kind in {"const", "static"} and placed.item.name == name:
            item = placed.text.node(placed.item.start, placed.item.end)
            yield from written(placed.text, item.child_by_field_name("type"), f"`{name}`")


def _cast_in(value: Node | None) -> Node | None:
    while value is not None and value.type == "parenthesized_expression" and value.named_children:
        value = value.named_children[0]
    return value.child_by_field_name("type") if value is not None and value.type == "type_cast_expression" else None


def _field(case: Case, node: Node) -> Iterator[Written]:
    value, field = node.child_by_field_name("value"), text_of(node.child_by_field_name("field"))
    owner = owner_around(node) if text_of(value) == "self" else ""
    yield from field_types(case, field, owner)


def _called(case: Case, text: Text, node: Node, depth: int) -> Iterator[Written]:
    called = node.child_by_field_name("function")
    if called is not None and called.type == "generic_function":
        called = called.child_by_field_name("function")
    if called is None:
        return
    if called.type == "field_expression" and text_of(called.child_by_field_name("field")) in _ADAPTERS:
        yield from declared(case, text, called.child_by_field_name("value"), depth + 1)
        return
    last = called.child_by_field_name("field" if called.type == "field_expression" else "name")
    yield from return_types(case, text_of(last if last is not None else called))


def return_types(case: Case, name: str) -> Iterator[Written]:
    """Yield the return type of the only function or method of this name."""
    found = [one for one in placed_items(case) if one.item.kind == "fn" and one.item.name == name and one.item.returns]
    if len(found) == 1:
        item = found[0].text.node(found[0].item.start, found[0].item.end)
        yield from written(found[0].text, item.child_by_field_name("return_type"), f"what `{name}` returns")
