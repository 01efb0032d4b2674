"""A closure that is cloned but borrows what it changes: it takes what it captures with it (P16)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.syntax.tree import enclosing

ID: Final = "own-captured"
CODES: Final = frozenset({"E0277"})
_WITHIN: Final = re.compile(r"^the trait bound `&mut .*: (?:Clone|Copy)` is not satisfied in `\{closure@", re.DOTALL)


def propose(case: Case) -> Iterator[Offer]:
    """Write `move` before the closure that the error speaks of."""
    if not _WITHIN.match(case.error.message):
        return
    for spot in case.spots("within this `{closure@"):
        text = case.open(spot.path)
        closure = enclosing(text.node(spot.byte_start, spot.byte_end), "closure_expression") if text else None
        if text is None or closure is None or closure.start_byte != spot.byte_start:
            continue
        if any(child.type == "move" for child in closure.children):
            continue
        edit = text.edit(closure.start_byte, closure.start_byte, "move ")
        yield case.offer(SURE, "a closure that is cloned owns what it changes: `move`", (edit,))
        return
