"""Faults of form: a missing field or match arm, a missing `;`, `,` or `)`, `=` for `==`."""

from collections.abc import Iterator

from tree_sitter import Node

from bench.repair.mutations.mutation import Splice, listed, mutation


def _drop_field(node: Node) -> Iterator[Splice]:
    yield listed(node)


def _drop_arm(node: Node) -> Iterator[Splice]:
    yield Splice(node.start_byte, node.end_byte)


def _drop_semicolon(node: Node) -> Iterator[Splice]:
    last = node.children[-1]
    if last.type == ";":
        yield Splice(last.start_byte, last.end_byte)


def _drop_comma(node: Node) -> Iterator[Splice]:
    for mark in node.children:
        if mark.type == "," and mark.next_named_sibling is not None:
            yield Splice(mark.start_byte, mark.end_byte)


def _drop_parenthesis(node: Node) -> Iterator[Splice]:
    last = node.children[-1]
    if last.type == ")":
        yield Splice(last.start_byte, last.end_byte)


def _assign_for_equal(node: Node) -> Iterator[Splice]:
    operator = node.child_by_field_name("operator")
    if operator is not None and operator.type == "==":
        yield Splice(operator.start_byte, operator.end_byte, b"=")


KINDS = (
    mutation("drop-field", "field_initializer shorthand_field_initializer", _drop_field),
    mutation("drop-arm", "match_arm", _drop_arm),
    mutation("drop-semicolon", "let_declaration expression_statement use_declaration", _drop_semicolon),
    mutation("drop-comma", "arguments field_initializer_list parameters", _drop_comma),
    mutation("drop-parenthesis", "arguments parameters", _drop_parenthesis),
    mutation("assign-for-equal", "binary_expression", _assign_for_equal),
)
