"""Faults of names: misspelt, not imported, or without what stands before them."""

from collections.abc import Iterator

from tree_sitter import Node

from bench.repair.mutations.mutation import Splice, child, gap, listed, mutation, text

_SHORTEST = 4
_USED_IN = frozenset({
    "arguments", "binary_expression", "call_expression", "field_expression", "field_initializer", "generic_type",
    "index_expression", "parameter", "reference_type", "return_expression", "scoped_identifier", "struct_expression",
})  # fmt: skip
"""Where a name is used; elsewhere it may be the definition."""


def _typo(node: Node) -> Iterator[Splice]:
    name = text(node)
    if node.parent is None or node.parent.type not in _USED_IN or len(name) < _SHORTEST:
        return
    if node.parent.type == "parameter" and node.parent.child_by_field_name("pattern") == node:
        return
    at = len(name) // 2
    first, second = name[at - 1 : at], name[at : at + 1]
    wrong = name[: at - 1] + second + first + name[at + 1 :] if first != second else name[:at] + name[at + 1 :]
    yield Splice(node.start_byte, node.end_byte, wrong)


def _drop_use(node: Node) -> Iterator[Splice]:
    if child(node, "visibility_modifier") is not None:
        return
    yield Splice(node.start_byte, node.end_byte)
    inner = [one for one in node.named_children if one.type == "scoped_use_list"]
    for names in (one.child_by_field_name("list") for one in inner):
        elements = names.named_children if names is not None else []
        if len(elements) > 1:
            yield from (listed(one) for one in elements)


def _drop_self(node: Node) -> Iterator[Splice]:
    value, field = node.child_by_field_name("value"), node.child_by_field_name("field")
    if field is not None and text(value) == b"self":
        yield gap(node, field)


def _drop_path(node: Node) -> Iterator[Splice]:
    name = node.child_by_field_name("name")
    inside_of_path = node.parent is not None and node.parent.type in {"scoped_identifier", "use_declaration"}
    if name is not None and not inside_of_path:
        yield gap(node, name)


KINDS = (
    mutation("typo", "identifier field_identifier type_identifier", _typo),
    mutation("drop-use", "use_declaration", _drop_use),
    mutation("drop-self", "field_expression", _drop_self),
    mutation("drop-path", "scoped_identifier", _drop_path),
)
