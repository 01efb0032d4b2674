"""Two lists added with `+`: they are joined by `concat`, or the second one extends the first."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "join-lists"
CODES: Final = frozenset({"E0369", "E0368"})


def propose(case: Case) -> Iterator[Offer]:
    """Join two `Vec`s of one type into a new one; `+=` with one extends the variable."""
    if case.code == "E0368":
        yield from _extended(case)
        return
    quoted = [read_type(one) for one in case.quoted]
    operation = enclosing(case.node, "binary_expression")
    left = operation.child_by_field_name("left") if operation is not None else None
    right = operation.child_by_field_name("right") if operation is not None else None
    if len(quoted) != 2 or left is None or right is None or "cannot add" not in case.error.message:
        return
    if quoted[0].text == quoted[1].text and quoted[0].head == "Vec":
        words = "lists are joined by `concat`"
        ends = ((left.start_byte, left.start_byte, "["), (left.end_byte, right.start_byte, ", "))
        yield case.replace(LIKELY, words, *ends, (right.end_byte, right.end_byte, "].concat()"))


def _extended(case: Case) -> Iterator[Offer]:
    operation = enclosing(case.node, "compound_assignment_expr")
    left = operation.child_by_field_name("left") if operation is not None else None
    right = operation.child_by_field_name("right") if operation is not None else None
    added = read_type(case.quoted[-1]) if case.quoted else None
    if operation is None or left is None or right is None or added is None or added.head != "Vec":
        return
    if "`+=`" in case.error.message:
        new = f"{text_of(left)}.extend({text_of(right)})"
        yield case.replace(LIKELY, "a list is extended", (operation.start_byte, operation.end_byte, new))
