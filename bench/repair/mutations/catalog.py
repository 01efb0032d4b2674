"""All kinds of faults, and every place in a text where one can be made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from bench.repair.mutations import borrows, calls, declarations, names, shapes, values
from bench.repair.mutations.mutation import Mutation, Splice, child, text
from ferrule.syntax.tree import COMMENTS, parse

KINDS: Final[tuple[Mutation, ...]] = (
    *borrows.KINDS, *names.KINDS, *calls.KINDS, *values.KINDS, *declarations.KINDS, *shapes.KINDS,
)  # fmt: skip
_CLOSED: Final = COMMENTS | {"token_tree", "macro_definition", "foreign_mod_item"}
"""What is not looked into: what is inside is no syntax yet, or no code of the crate."""


@dataclass(frozen=True, slots=True)
class Site:
    """One fault that can be made in a text."""

    kind: str
    line: int
    """From 1."""
    splice: Splice


def sites(source: bytes) -> Iterator[Site]:
    """Yield all faults that can be made outside of tests, in the order of the text."""
    open_nodes = [parse(source).root_node]
    while open_nodes:
        node = open_nodes.pop()
        for one in KINDS:
            if node.type in one.nodes:
                yield from (Site(one.kind, node.start_point.row + 1, splice) for splice in one.splices(node))
        open_nodes.extend(reversed([one for one in node.children if one.type not in _CLOSED and not _for_tests(one)]))


def modules_for_tests(source: bytes) -> set[str]:
    """Give the names of modules in files of their own that are compiled for tests only."""
    items = parse(source).root_node.named_children
    found = [one for one in items if one.type == "mod_item" and one.child_by_field_name("body") is None]
    return {text(one.child_by_field_name("name")).decode() for one in found if _for_tests(one)}


def _for_tests(node: Node) -> bool:
    above = node.prev_named_sibling
    while above is not None and above.type in COMMENTS | {"attribute_item"}:
        if above.type == "attribute_item" and _says_test(above):
            return True
        above = above.prev_named_sibling
    return False


def _says_test(item: Node) -> bool:
    attribute = child(item, "attribute")
    if attribute is None:
        return False
    name, words = text(attribute.children[0]), text(attribute.child_by_field_name("arguments"))
    return name == b"test" or (name == b"cfg" and b"test" in words and b"not(test" not in words)
