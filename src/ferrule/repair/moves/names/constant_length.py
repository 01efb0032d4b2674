"""A variable where only a constant can stand: the length of an array, the value of a `const` or `static`."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.names.constants import as_constant
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "constant-length"
CODES: Final = frozenset({"E0435"})


def propose(case: Case) -> Iterator[Offer]:
    """Make the variable a constant, an array a vector, an inner `const` a `let`."""
    array = enclosing(case.node, "array_expression", "array_type")
    length = array.child_by_field_name("length") if array is not None else None
    in_length = length is not None and length.start_byte <= case.spot.byte_start < length.end_byte
    for parts in as_constant(case, case.found, case.spot.byte_start, "usize" if in_length else ""):
        yield case.replace(SURE, f"`{case.found}` never changes: make it a constant", *parts)
    if array is not None and in_length and array.type == "array_expression":
        change = (array.start_byte, array.start_byte, "vec!")
        yield case.replace(LIKELY, "the length is known only when the program runs: a vector", change)
    constant = enclosing(case.node, "const_item")
    if constant is not None and constant.parent is not None and constant.parent.type == "block":
        end = constant.start_byte + len("const")
        if text_of(constant).startswith("const "):
            yield case.replace(
                POSSIBLE, "the value is known only when the program runs", (constant.start_byte, end, "let")
            )
