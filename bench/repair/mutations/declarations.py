"""Faults of declarations: a missing derive, bound, lifetime or `pub`."""

from collections.abc import Iterator

from tree_sitter import Node

from bench.repair.mutations.mutation import Splice, child, gap, listed, mutation, text


def _drop_derive(node: Node) -> Iterator[Splice]:
    attribute = child(node, "attribute")
    names = attribute.child_by_field_name("arguments") if attribute is not None else None
    if attribute is None or names is None or text(attribute.children[0]) != b"derive":
        return
    inner = names.named_children
    if len(inner) == 1:
        yield Splice(node.start_byte, node.end_byte)
    elif all(one.type == "identifier" for one in inner) and b"::" not in text(names):
        yield from (listed(one) for one in inner)


def _drop_bound(node: Node) -> Iterator[Splice]:
    if node.type == "where_predicate":
        if len(node.parent.named_children if node.parent is not None else ()) > 1:
            yield listed(node)
    elif (bounds := node.child_by_field_name("bounds")) is not None:
        yield Splice(bounds.start_byte, bounds.end_byte)


def _drop_lifetime(node: Node) -> Iterator[Splice]:
    if node.type == "type_parameters":
        if len(node.named_children) == 1 and node.named_children[0].type == "lifetime_parameter":
            yield Splice(node.start_byte, node.end_byte)
        return
    mark = child(node, "lifetime")
    if mark is not None and mark.next_sibling is not None:
        yield gap(mark, mark.next_sibling)


def _drop_pub(node: Node) -> Iterator[Splice]:
    if node.next_sibling is not None:
        yield gap(node, node.next_sibling)


KINDS = (
    mutation("drop-derive", "attribute_item", _drop_derive),
    mutation("drop-bound", "type_parameter where_predicate", _drop_bound),
    mutation("drop-lifetime", "reference_type type_parameters", _drop_lifetime),
    mutation("drop-pub", "visibility_modifier", _drop_pub),
)
