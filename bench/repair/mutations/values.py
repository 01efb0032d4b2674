"""Faults of values and their types: a wrong literal, a missing wrapper, cast, `return` or return type."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from bench.repair.mutations.mutation import Splice, child, gap, mutation, text

_WRAPPERS: Final = frozenset({b"Some", b"Ok", b"Err", b"Box::new"})
_OTHER_TYPE: Final = {
    b"usize": b"u32",
    b"isize": b"i32",
    b"u64": b"u32",
    b"u32": b"u64",
    b"u16": b"u32",
    b"u8": b"char",
    b"i64": b"i32",
    b"i32": b"i64",
    b"char": b"u8",
    b"bool": b"u8",
    b"f64": b"f32",
    b"str": b"String",
}


def _wrong_literal(node: Node) -> Iterator[Splice]:
    was = text(node)
    if node.type == "integer_literal" and was.isdigit():
        yield Splice(node.start_byte, node.end_byte, was + b".0" if node.start_byte % 2 else b'"' + was + b'"')
    elif node.type == "boolean_literal":
        yield Splice(node.start_byte, node.end_byte, b"1" if was == b"true" else b"0")
    elif node.type == "char_literal" and b"\\" not in was and b'"' not in was:
        yield Splice(node.start_byte, node.end_byte, b'"' + was.removeprefix(b"b")[1:-1] + b'"')
    elif node.type == "string_literal" and was.startswith(b'"'):
        yield Splice(node.start_byte, node.end_byte, was + b".to_string()" if node.start_byte % 2 else b"b" + was)


def _wrong_type(node: Node) -> Iterator[Splice]:
    if (other := _OTHER_TYPE.get(text(node))) is not None:
        yield Splice(node.start_byte, node.end_byte, other)


def _drop_wrap(node: Node) -> Iterator[Splice]:
    arguments = node.child_by_field_name("arguments")
    inner = arguments.named_children if arguments is not None else []
    if text(node.child_by_field_name("function")) in _WRAPPERS and len(inner) == 1:
        yield Splice(node.start_byte, node.end_byte, text(inner[0]))


def _drop_cast(node: Node) -> Iterator[Splice]:
    if (value := node.child_by_field_name("value")) is not None:
        yield Splice(value.end_byte, node.end_byte)


def _drop_return(node: Node) -> Iterator[Splice]:
    if node.named_children:
        yield gap(node, node.named_children[0])


def _drop_return_type(node: Node) -> Iterator[Splice]:
    arrow, given = child(node, "->"), node.child_by_field_name("return_type")
    if arrow is not None and given is not None and given.next_sibling is not None:
        yield Splice(arrow.start_byte, given.next_sibling.start_byte)


KINDS = (
    mutation("wrong-literal", "integer_literal boolean_literal char_literal string_literal", _wrong_literal),
    mutation("wrong-type", "primitive_type", _wrong_type),
    mutation("drop-wrap", "call_expression", _drop_wrap),
    mutation("drop-cast", "type_cast_expression", _drop_cast),
    mutation("drop-return", "return_expression", _drop_return),
    mutation("drop-return-type", "function_item", _drop_return_type),
)
