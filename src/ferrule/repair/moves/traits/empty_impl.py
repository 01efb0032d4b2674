"""An impl that cannot be and has nothing in it, or says again what another one says: it goes."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.drop_copy import derived_part, whole_lines
from ferrule.repair.moves.traits.header import plain
from ferrule.repair.moves.traits.own import TYPES, head
from ferrule.syntax.items import Item, text_of
from ferrule.syntax.tree import enclosing

ID: Final = "drop-impl"
CODES: Final = frozenset(
    {
        "E0116",
        "E0117",
        "E0118",
        "E0119",
        "E0120",
        "E0210",
        "E0321",
        "E0322",
        "E0328",
        "E0371",
        "E0374",
        "E0375",
        "E0376",
        "E0377",
        "E0378",
        "E0390",
        "E0751",
    }
)


def propose(case: Case) -> Iterator[Offer]:
    """Take back a derive that an impl by hand repeats, and remove impls in which nothing is lost."""
    if case.code == "E0119":
        yield from _derived(case)
    node = enclosing(case.node, "impl_item")
    body = node.child_by_field_name("body") if node is not None else None
    if node is None or body is None:
        return
    part = whole_lines(case.text, node.start_byte, node.end_byte)
    if not body.named_children:
        yield case.replace(LIKELY, "this cannot be implemented here, and nothing is in the impl", part)
    elif case.code == "E0119" and any(plain(text_of(other)) == plain(text_of(node)) for other in _others(case, node)):
        yield case.replace(SURE, "the same impl is there twice", part)


def _derived(case: Case) -> Iterator[Offer]:
    """Answer a conflict with a derive: the impl that somebody wrote by hand is what is meant."""
    trait = head(case.quoted[0]) if case.quoted else ""
    for spot in case.error.spots:
        item = _annotated(case, spot.byte_start, spot.byte_end) if spot.path == case.text.path else None
        part = derived_part(case.text, item, trait) if item is not None and item.kind in TYPES else None
        if part is not None:
            yield case.replace(SURE, f"`{trait}` is implemented by hand: it is not derived too", part)
            return


def _annotated(case: Case, start: int, end: int) -> Item | None:
    """Give the item that the attribute at a place belongs to."""
    node = enclosing(case.text.node(start, end), "attribute_item")
    while node is not None and node.type in {"attribute_item", "line_comment", "block_comment"}:
        node = node.next_named_sibling
    return case.text.item(node.start_byte) if node is not None else None


def _others(case: Case, node: Node) -> Iterator[Node]:
    for spot in case.error.spots:
        if spot.path == case.text.path:
            other = enclosing(case.text.node(spot.byte_start, spot.byte_end), "impl_item")
            if other is not None and other != node:
                yield other
