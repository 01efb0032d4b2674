"""Faults of calls: arguments swapped or missing, a call that was left out of a chain, a missing `?`."""

from collections.abc import Iterator

from tree_sitter import Node

from bench.repair.mutations.mutation import Splice, listed, mutation, text

_CONVERSIONS = frozenset(
    b"as_bytes as_mut as_ref as_slice as_str chars collect into into_iter iter iter_mut to_owned to_string to_vec "
    b"unwrap".split()
)


def _swap_args(node: Node) -> Iterator[Splice]:
    for left, right in zip(node.named_children, node.named_children[1:], strict=False):
        if text(left) != text(right):
            between = text(node)[left.end_byte - node.start_byte : right.start_byte - node.start_byte]
            yield Splice(left.start_byte, right.end_byte, text(right) + between + text(left))


def _drop_arg(node: Node) -> Iterator[Splice]:
    yield from (listed(one) for one in node.named_children)


def _without_call(node: Node, names: frozenset[bytes]) -> Iterator[Splice]:
    called, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if called is None or called.type != "field_expression" or arguments is None or arguments.named_children:
        return
    value = called.child_by_field_name("value")
    if value is not None and text(called.child_by_field_name("field")) in names:
        yield Splice(value.end_byte, node.end_byte)


def _drop_clone(node: Node) -> Iterator[Splice]:
    yield from _without_call(node, frozenset({b"clone", b"cloned", b"copied"}))


def _drop_conversion(node: Node) -> Iterator[Splice]:
    yield from _without_call(node, _CONVERSIONS)


def _drop_question(node: Node) -> Iterator[Splice]:
    yield Splice(node.children[-1].start_byte, node.end_byte)


KINDS = (
    mutation("swap-args", "arguments", _swap_args),
    mutation("drop-arg", "arguments", _drop_arg),
    mutation("drop-clone", "call_expression", _drop_clone),
    mutation("drop-conversion", "call_expression", _drop_conversion),
    mutation("drop-question", "try_expression", _drop_question),
)
