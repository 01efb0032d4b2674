"""A key is looked up by a reference to a reference: one of them goes."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.syntax.tree import enclosing

ID: Final = "look-up-by-reference"
CODES: Final = frozenset({"E0277"})
_TWICE: Final = re.compile(r"^the trait bound `[^`]+: (?:[\w:]+::)?Borrow<&[^`]*>` is not satisfied")
_NAMES: Final = frozenset({"identifier", "field_expression", "self", "index_expression", "call_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Leave the `&` of the argument out, which is a reference already; put `*` before one that has none."""
    if not _TWICE.match(case.error.message):
        return
    node = enclosing(case.node, "reference_expression", *_NAMES)
    if node is None or (node.start_byte, node.end_byte) != (case.spot.byte_start, case.spot.byte_end):
        return
    start = node.start_byte
    value = node.child_by_field_name("value") if node.type == "reference_expression" else None
    if value is not None:
        yield case.replace(SURE, "it is a reference already", (start, value.start_byte, ""))
    elif node.type in _NAMES:
        yield case.replace(SURE, "one reference is enough to look it up", (start, start, "*"))
