"""Faults of borrowing: a missing `&`, `mut`, `*` or `move`."""

from collections.abc import Iterator

from tree_sitter import Node

from bench.repair.mutations.mutation import Splice, child, gap, mutation


def _drop_ref(node: Node) -> Iterator[Splice]:
    value = node.child_by_field_name("value")
    if value is not None and child(node, "mutable_specifier") is None:
        yield gap(node, value)


def _drop_mut(node: Node) -> Iterator[Splice]:
    mark = child(node, "mutable_specifier")
    if mark is not None and mark.next_sibling is not None:
        yield gap(mark, mark.next_sibling)


def _drop_deref(node: Node) -> Iterator[Splice]:
    if node.children[0].type == "*":
        yield gap(node, node.children[1])


def _drop_move(node: Node) -> Iterator[Splice]:
    mark = child(node, "move")
    if mark is not None and mark.next_sibling is not None:
        yield gap(mark, mark.next_sibling)


KINDS = (
    mutation("drop-ref", "reference_expression", _drop_ref),
    mutation("drop-mut", "let_declaration parameter mut_pattern", _drop_mut),
    mutation("drop-ref-mut", "reference_expression self_parameter reference_type", _drop_mut),
    mutation("drop-deref", "unary_expression", _drop_deref),
    mutation("drop-move", "closure_expression", _drop_move),
)
