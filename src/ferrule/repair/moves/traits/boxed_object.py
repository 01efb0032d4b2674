"""A type without a known size where one is wanted: a box around it, or a parameter that allows for it."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.traits.generics import bound_part, declaring
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "box-unsized"
CODES: Final = frozenset({"E0277"})
_UNKNOWN: Final = re.compile(r"^the size for values of type `([^`]+)` cannot be known")
_PREFIX: Final = re.compile(r"use `([&*]+)` as a prefix")
_IMPLICIT: Final = "implicit `Sized`"
_HOLDING: Final = frozenset(
    {"Vec", "VecDeque", "Option", "HashMap", "BTreeMap", "LinkedList", "Result", "RefCell", "Cell"}
)


def propose(case: Case) -> Iterator[Offer]:
    """Put `Box` around trait objects in collections; lift the bound of an own parameter; take the prefix of a note."""
    if not _UNKNOWN.match(case.error.message):
        found = _PREFIX.search(case.error.rendered)
        if found:
            at = case.spot.byte_start
            yield case.replace(SURE, f"the note says: `{found[1]}` before it", (at, at, found[1]))
        return
    parts = [
        part
        for node in _objects(case)
        for part in ((node.start_byte, node.start_byte, "Box<"), (node.end_byte, node.end_byte, ">"))
    ]
    if parts:
        yield case.replace(LIKELY, "a collection holds boxed trait objects", *parts)
    for spot in case.spots(_IMPLICIT):
        text = case.open(spot.path)
        if text is None:
            continue
        node = text.node(spot.byte_start, spot.byte_end)
        item = declaring(node, text_of(node)) if text.at(spot.byte_start, spot.byte_end) == text_of(node) else None
        part = bound_part(item, text_of(node), ("?Sized",)) if item is not None else None
        if part is not None:
            yield case.offer(POSSIBLE, "the parameter allows for types without a known size", (text.edit(*part),))


def _objects(case: Case) -> Iterator[Node]:
    """Yield the trait objects that stand bare as arguments of a collection, at the place of the error."""
    outer = enclosing(case.node, "generic_type")
    if outer is None or text_of(outer.child_by_field_name("type")).rpartition("::")[2] not in _HOLDING:
        return
    listed = outer.child_by_field_name("type_arguments")
    for one in listed.named_children if listed is not None else []:
        if one.type in {"dynamic_type", "bounded_type"} and text_of(one).startswith("dyn "):
            yield one
