"""Trait objects of a crate: where they are written, and the trait that no object can have."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import head, own_trait
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of

_NAMED: Final = re.compile(r"^the trait `([^`]+)` is not dyn compatible")


def trait_at(case: Case) -> str:
    """Give the trait of the crate that the error speaks of; empty for one of another crate."""
    found = _NAMED.match(case.error.message)
    name = head(found[1]) if found else ""
    return name if name and own_trait(case, name) is not None else ""


def objects(text: Text, trait: str) -> Iterator[Node]:
    """Yield the objects of a trait that are written in a file, those with more bounds as a whole."""
    for node in walk(text.tree.root_node) if trait.encode() in text.source else ():
        if node.type != "dynamic_type" or head(text_of(node)) != trait:
            continue
        above = node.parent
        yield above if above is not None and above.type == "bounded_type" else node
