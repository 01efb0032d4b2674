"""A value that cannot leave its place is looked at there, or taken out where the place is filled again (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.ownership.given import RECEIVER, Given, given, name_of, type_of
from ferrule.repair.moves.ownership.meanwhile import is_looked_at
from ferrule.repair.moves.ownership.refilled import refilled_always, refilled_with, refilled_within
from ferrule.repair.moves.ownership.used_up import used_up
from ferrule.repair.moves.shapes.owners import own_fields
from ferrule.repair.moves.traits.own import head
from ferrule.repair.moves.types.expressions import filled
from ferrule.syntax.items import text_of
from ferrule.syntax.macros import closed
from ferrule.syntax.variables import around_function

ID: Final = "take-out"
CODES: Final = frozenset({"E0507", "E0508", "E0509", "E0382"})
_PLACES: Final = frozenset({"field_expression", "index_expression", "unary_expression", "identifier"})
_OPTIONS: Final = frozenset({"Option", "Result"})
_EMPTYING: Final = re.compile(
    r"^(?:take|pop|drain|flush|drop|stop|join|shutdown|close|finish|remove|clear|reset|swap)(?:_|$)"
)
"""Names of functions that leave a place empty on purpose."""


def propose(case: Case) -> Iterator[Offer]:
    """Look at an option by `as_ref()`; take what is put back anyway; leave a place empty only where that is the aim."""
    lost = given(case)
    if lost is None or lost.value.type not in _PLACES:
        return
    kind = _written(case, lost.value) or head(type_of(case))
    if case.code != "E0382":
        yield from _taken(case, lost, kind)
    if kind in _OPTIONS:
        yield from _looked_at(case, lost)


def _written(case: Case, value: Node) -> str:
    """Give the type of a field of `self` as it is declared; empty for another place."""
    name = text_of(value.child_by_field_name("field"))
    is_own = text_of(value.child_by_field_name("value")) == "self"
    return next((head(one.type) for one in own_fields(case, value) if is_own and one.name == name), "")


def _looked_at(case: Case, lost: Given) -> Iterator[Offer]:
    """Yield what a method of an option may be called on instead."""
    if lost.call is None or lost.position != RECEIVER or name_of(lost.call).startswith(("as_", "take")):
        return
    for rank, way in ((SURE, "as_ref"), (LIKELY, "as_mut"), (LIKELY + 1, "as_deref"), (POSSIBLE, "as_deref_mut")):
        yield case.replace(rank, "only what is in it is looked at", _wrapped(lost, f"{{}}.{way}()"))


def _taken(case: Case, lost: Given, kind: str) -> Iterator[Offer]:
    function = around_function(lost.value)
    if function is None or not _can_change(lost.value, function):
        return
    place, option = lost.value, kind == "Option"
    always = refilled_always(place)
    if (always or (option and refilled_within(place))) and is_looked_at(case, place):
        return
    message = "its place is filled again: it is taken out"
    if option and (always or refilled_within(place)):
        yield case.replace(SURE, message, _wrapped(lost, "{}.take()"))
    elif always:
        yield case.replace(SURE, message, _wrapped(lost, "std::mem::take(&mut {})"))
        yield from _replaced(case, lost, kind)
    elif not used_up(place):
        return
    elif place.type != "index_expression" and _EMPTYING.match(text_of(function.child_by_field_name("name"))):
        way = "{}.take()" if option else "std::mem::take(&mut {})"
        yield case.replace(LIKELY, "the function empties the place: it is taken out", _wrapped(lost, way))
    elif option and lost.call is not None and name_of(lost.call) in {"unwrap", "expect"}:
        yield case.replace(LAST, "it can be used once: it is taken out", _wrapped(lost, "{}.take()"))


def _replaced(case: Case, lost: Given, kind: str) -> Iterator[Offer]:
    """Yield the exchange with what is put there next, or with the variant of an enum that holds nothing."""
    following = refilled_with(lost.value)
    if following is not None:
        statement, value = following
        words = lost.text.at(value.start_byte, value.end_byte)
        way = _wrapped(lost, f"std::mem::replace(&mut {{}}, {words})")
        yield case.replace(SURE + 1, "its place is filled again: the two are exchanged", way, _line(lost, statement))
    for placed in placed_items(case):
        if placed.item.kind == "enum" and placed.item.name == kind:
            empty = next((one.name for one in placed.item.members if not one.fields), None)
            if empty is not None:
                way = _wrapped(lost, f"std::mem::replace(&mut {{}}, {kind}::{empty})")
                yield case.replace(SURE + 2, f"its place is filled again: `{empty}` stands there meanwhile", way)


def _can_change(value: Node, function: Node) -> bool:
    """Say whether what the place belongs to may be changed here, as far as a receiver tells."""
    root: Node | None = value
    while root is not None and root.type in _PLACES - {"identifier"}:
        root = root.child_by_field_name("value") or (root.named_children[0] if root.named_children else None)
    if root is None or root.type != "self":
        return True
    listed = function.child_by_field_name("parameters")
    receiver = next((one for one in listed.named_children if one.type == "self_parameter"), None) if listed else None
    return "mut" in text_of(receiver)


def _wrapped(lost: Given, way: str) -> tuple[int, int, str]:
    return lost.value.start_byte, lost.value.end_byte, closed(filled(way, lost.value))


def _line(lost: Given, statement: Node) -> tuple[int, int, str]:
    source, start = lost.text.source, statement.start_byte
    while start and source[start - 1 : start].isspace():
        start -= 1
    return start, statement.end_byte, ""
