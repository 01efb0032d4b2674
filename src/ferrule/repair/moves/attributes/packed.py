"""References to fields of packed structs, which may not be aligned (P05)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY

ID: Final = "copy-packed-field"
CODES: Final = frozenset({"E0793"})


def propose(case: Case) -> Iterator[Offer]:
    """Copy the field first, by a block around it; a value that cannot be copied stays an error."""
    field = case.found.lstrip("&").strip()
    if not field or case.found.startswith("&mut"):
        return
    end = case.spot.byte_end
    start = end - len(field.encode("utf-8", "surrogateescape"))
    if start < case.spot.byte_start or not field[0].isalpha():
        return
    yield case.replace(LIKELY, "the field may not be aligned: copy it first", (start, end, f"{{ {field} }}"))
