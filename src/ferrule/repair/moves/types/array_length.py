"""An array that is declared with another length than the list that it is made of."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.expressions import around, exact

ID: Final = "count-array"
CODES: Final = frozenset({"E0308"})
_SIZES: Final = re.compile(r"expected an array with a size of (\d+), found one with a size of (\d+)")
_DECLARING: Final = frozenset({"static_item", "const_item", "let_declaration"})
_LISTS: Final = frozenset({"array_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Write the length that the list has into the type of the constant or variable that it is the value of."""
    sizes = _SIZES.search(case.spot.label)
    listed = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    declared = around(listed, _DECLARING | _LISTS) if listed is not None else None
    if sizes is None or listed is None or declared is None or listed.type not in _LISTS:
        return
    of_type = declared.child_by_field_name("type") if declared.type in _DECLARING else None
    length = of_type.child_by_field_name("length") if of_type is not None and of_type.type == "array_type" else None
    if length is not None and case.text.at(length.start_byte, length.end_byte) == sizes[1]:
        words = f"the list has {sizes[2]} elements"
        yield case.replace(LIKELY, words, (length.start_byte, length.end_byte, sizes[2]))
