"""A destructor is called by name: the value itself is given to `drop`, where it is owned and ends there (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.given import shown
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.uses import closure_around, loop_around
from ferrule.syntax.variables import variable_of

ID: Final = "end-value"
CODES: Final = frozenset({"E0040"})
_MADE: Final = frozenset({"call_expression", "struct_expression"})
"""What gives a value that has no name."""


def propose(case: Case) -> Iterator[Offer]:
    """Give the value to `drop`; a reference is never given, since nothing ends with it."""
    text = shown(case.text)
    call = enclosing(text.node(case.spot.byte_start, case.spot.byte_end), "call_expression")
    value = _ended(call) if call is not None else None
    if call is None or value is None or not (value.type in _MADE or _is_last(value, call)):
        return
    [told] = case.probe(case.text, [(value.start_byte, value.end_byte)]) or ("",)
    if told and not told.startswith(("&", "*")):
        words = case.text.at(value.start_byte, value.end_byte)
        place = (call.start_byte, call.end_byte, f"drop({words})")
        yield case.replace(SURE, f"only `drop` ends a value: `{words}` is given to it", place)


def _ended(call: Node) -> Node | None:
    """Give `y` of `y.drop()` and of `Drop::drop(&mut y)`; None where a reference is handed on."""
    called, listed = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    if called is None or listed is None:
        return None
    if called.type == "field_expression":
        return called.child_by_field_name("value")
    [only] = listed.named_children if listed.named_child_count == 1 else [None]
    return only.child_by_field_name("value") if only is not None and only.type == "reference_expression" else None


def _is_last(value: Node, call: Node) -> bool:
    """Say whether a variable stands here for the last time, in a place that is passed once."""
    variable = variable_of(value) if value.type in {"identifier", "self"} else None
    if variable is None:
        return False
    is_once = loop_around(call, variable.scope) is None and closure_around(call, variable.scope) is None
    return is_once and all(use.end_byte <= call.end_byte for use in variable.uses) and text_of(value) == variable.name
