"""A method of what is inside of a `RefCell`, a `Mutex` or another cell: the cell is opened first."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.traits.adapted import WRITING, opened
from ferrule.repair.moves.traits.receiver import receiver_end

ID: Final = "open-cell"
CODES: Final = frozenset({"E0599", "E0609"})


def propose(case: Case) -> Iterator[Offer]:
    """Put the opening call before the method; for writing where the method writes."""
    at = receiver_end(case)
    is_iterated = "is not an iterator" in case.error.message
    method, kinds = (case.found, case.quoted) if is_iterated else (case.quoted[:1], case.quoted[1:])
    if at is None or not kinds:
        return
    is_written = _writes(case, "".join(method))
    for found in kinds:
        calls = opened(found)
        for rank, call in enumerate(reversed(calls) if is_written else calls):
            yield case.replace(SURE + rank, f"the value is inside: `{call}` gets at it", (at, at, call))


def _writes(case: Case, method: str) -> bool:
    """Say whether a method of this name takes `&mut self`."""
    if method in WRITING:
        return True
    own = (placed.item for placed in placed_items(case) if placed.item.kind == "fn" and placed.item.name == method)
    return any(item.params and item.params[0].type.replace(" ", "") in {"&mutself", "self:&mutSelf"} for item in own)
