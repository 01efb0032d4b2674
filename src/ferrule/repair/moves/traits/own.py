"""The types, traits and impls of the crate itself, found by the names that the compiler's words use."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import Item

_LEADING = re.compile(r"^(?:&(?:'\w+ )?(?:mut )?|\(?dyn |impl )+")
TYPES = frozenset({"struct", "enum", "union"})


def head(words: str) -> str:
    """Give the last name of a type or trait without references, path and arguments: `Map` of `&a::Map<K, V>`."""
    path = _LEADING.sub("", words.strip()).partition("<")[0]
    return path.rpartition("::")[2].strip(" )(")


def own_type(case: Case, name: str) -> Placed | None:
    """Give the struct, enum or union of this name; None when there is none, or more than one."""
    return _only([placed for placed in placed_items(case) if placed.item.kind in TYPES and placed.item.name == name])


def own_trait(case: Case, name: str) -> Placed | None:
    """Give the trait of this name; None when there is none, or more than one."""
    return _only([placed for placed in placed_items(case) if placed.item.kind == "trait" and placed.item.name == name])


def impls(case: Case, of_trait: str | None = None, of_type: str | None = None) -> Iterator[Placed]:
    """Yield the impls of a trait, of a type or of both, by their last names; `""` as trait chooses inherent ones."""
    for placed in placed_items(case):
        item = placed.item
        if item.kind != "impl" or (of_type is not None and item.name != of_type):
            continue
        if of_trait is None or head(item.of_trait) == of_trait:
            yield placed


def node_of(text: Text, item: Item) -> Node | None:
    """Give the tree node of an item; None when the text is not the one that it was read from."""
    node: Node | None = text.node(item.start, min(item.start + 1, item.end))
    while node is not None and (node.start_byte, node.end_byte) != (item.start, item.end):
        node = node.parent
    return node


def _only(found: list[Placed]) -> Placed | None:
    return found[0] if len(found) == 1 else None
