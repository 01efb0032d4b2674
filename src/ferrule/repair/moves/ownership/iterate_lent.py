"""A collection is used up by a loop although it is still needed: its elements are looked at, or changed there (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, SURE
from ferrule.repair.moves.ownership.given import given, name_of, type_of
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import Access, access
from ferrule.syntax.variables import Variable, around_function, variables

ID: Final = "iterate-lent"
CODES: Final = frozenset({"E0382", "E0505", "E0507", "E0508", "E0509"})
_PLACES: Final = frozenset({"identifier", "field_expression", "index_expression"})
_LOOKED_AT: Final = "the elements are only looked at"
_CHANGED: Final = "the elements are changed in their place"
_COPIED: Final = "the elements are copied"
_NUMBERS: Final = re.compile(r"[<\[](?:[iu](?:8|16|32|64|128|size)|f32|f64|bool|char|\{integer\}|\{float\})[>\];]")
_SUREST: Final = SURE - 6
"""Before a copy, even at the price of another receiver: a copy that is changed and dropped is never meant."""
_WAYS: Final = (
    (SURE, "iter()", _LOOKED_AT),
    (SURE + 1, "iter().copied()", _COPIED),
    (SURE + 2, "iter_mut()", _CHANGED),
    (LAST, "iter().cloned()", "each element is cloned"),
)


def propose(case: Case) -> Iterator[Offer]:
    """Put `iter()` in the place of `into_iter()`, and `&` or `&mut` before what a `for` runs over."""
    lost = given(case)
    if lost is None:
        return
    loop = lost.value.parent
    if loop is not None and loop.type == "for_expression" and loop.child_by_field_name("value") == lost.value:
        yield from _looped(case, lost.value, loop)
    if lost.call is None or name_of(lost.call) != "into_iter":
        return
    function = lost.call.child_by_field_name("function")
    field = function.child_by_field_name("field") if function is not None else None
    if field is not None and function is not None and function.child_by_field_name("value") == lost.value:
        for rank, way, message in _WAYS:
            yield case.replace(rank, f"it is still needed: {message}", (field.start_byte, lost.call.end_byte, way))


def _looped(case: Case, value: Node, loop: Node) -> Iterator[Offer]:
    """Yield the loop over what is lent; for changing, where the loop changes what runs through it."""
    function = around_function(loop)
    bound = [one for one in variables(function) if one.declaration == loop] if function is not None else []
    if function is None or value.type not in _PLACES or type_of(case).startswith("&mut"):
        return
    lent = (value.start_byte, value.start_byte)
    changed = [(*lent, "&mut "), *_marks(bound), *_receiver(function, value)]
    if any(access(use) in {Access.WRITE, Access.BORROW_MUT} for one in bound for use in one.uses):
        yield case.replace(_SUREST, f"it is still needed: {_CHANGED}", *changed)
        return
    if _gives_numbers(type_of(case), bound, loop):
        start = bound[0].bound.start_byte
        yield case.replace(SURE - 1, f"it is still needed: {_COPIED}", (start, start, "&"), (*lent, "&"))
    yield case.replace(SURE, f"it is still needed: {_LOOKED_AT}", (*lent, "&"))
    yield case.replace(SURE + 1, f"it is still needed: {_CHANGED}", *changed)


def _gives_numbers(of_type: str, bound: list[Variable], loop: Node) -> bool:
    """Say whether the elements are numbers and the like, each bound as a whole and used as a value."""
    if len(bound) != 1 or bound[0].bound != loop.child_by_field_name("pattern"):
        return False
    return bool(_NUMBERS.search(of_type)) and any(access(use) is Access.VALUE for use in bound[0].uses)


def _marks(bound: list[Variable]) -> Iterator[tuple[int, int, str]]:
    """Yield the removal of the `mut` of what runs through a loop: the references themselves are not changed."""
    for one in bound:
        before = one.bound.prev_sibling
        if before is not None and before.type == "mutable_specifier":
            yield before.start_byte, one.bound.start_byte, ""


def _receiver(function: Node, value: Node) -> Iterator[tuple[int, int, str]]:
    """Yield `&mut self` for the `&self` of an inherent method that changes what belongs to it."""
    listed, owner = function.child_by_field_name("parameters"), function.parent and function.parent.parent
    is_own = owner is not None and owner.type == "impl_item" and owner.child_by_field_name("trait") is None
    for one in listed.named_children if listed is not None and is_own else ():
        if one.type == "self_parameter" and text_of(one) == "&self" and text_of(value).startswith("self."):
            yield one.start_byte, one.end_byte, "&mut self"
