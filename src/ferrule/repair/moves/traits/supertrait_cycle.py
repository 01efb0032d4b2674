"""Traits that ask for each other in a circle: the bound that leads back goes."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.traits.listed import without
from ferrule.repair.moves.traits.own import head
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "cut-cycle"
CODES: Final = frozenset({"E0391"})


def propose(case: Case) -> Iterator[Offer]:
    """Drop the supertrait that leads back, of two traits the later one's."""
    traits = [(one, bounds) for one in _around(case) if (bounds := one.child_by_field_name("bounds"))]
    names = {text_of(one.child_by_field_name("name")) for one in _around(case)}
    if "super predicates" in case.error.message and traits:
        node, bounds = max(traits, key=lambda pair: pair[0].start_byte)
        for bound in bounds.named_children:
            if head(text_of(bound)) in names:
                start, end, new = without(bound) or (bounds.start_byte, bounds.end_byte, "")
                rank = LIKELY if len(traits) == 1 else POSSIBLE
                words = f"`{text_of(node.child_by_field_name('name'))}` leads back to itself: this bound goes"
                yield case.replace(rank, words, (start, end, new))


def _around(case: Case) -> list[Node]:
    """Give the traits on the way round, each once."""
    found: dict[int, Node] = {}
    for spot in case.error.spots:
        if spot.path == case.text.path:
            node = enclosing(case.text.node(spot.byte_start, spot.byte_end), "trait_item")
            if node is not None:
                found.setdefault(node.start_byte, node)
    return list(found.values())
