"""A comparison by a method whose argument is turned into something first, and what it is called on is not."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.types.conversions import FIRST
from ferrule.repair.moves.types.expressions import exact, filled
from ferrule.syntax.items import text_of

ID: Final = "both-sides"
CODES: Final = frozenset({"E0308"})
_METHODS: Final = frozenset({"partial_cmp", "cmp", "eq", "ne", "lt", "le", "gt", "ge", "eq_ignore_ascii_case"})
_ARGUMENTS: Final = 1


def propose(case: Case) -> Iterator[Offer]:
    """Do to the one side what is done to the other: `self.cmp(other.iter())` compares two iterators."""
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    listed = node.parent if node is not None else None
    call = listed.parent if listed is not None and listed.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None else None
    receiver = called.child_by_field_name("value") if called is not None else None
    made = node.child_by_field_name("function") if node is not None and node.type == "call_expression" else None
    if receiver is None or listed is None or called is None or node is None or made is None:
        return
    value = made.child_by_field_name("value")
    if text_of(called.child_by_field_name("field")) not in _METHODS or len(listed.named_children) != _ARGUMENTS:
        return
    if value is None or value.type != "identifier" or receiver.type not in {"self", "identifier"}:
        return
    after = case.text.at(value.end_byte, node.end_byte)
    if after.endswith("()"):
        edit = (receiver.start_byte, receiver.end_byte, filled("{}", receiver) + after)
        yield case.replace(FIRST, f"both sides are compared alike: `{after}`", edit)
