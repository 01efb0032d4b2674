"""One lifetime that has to outlive another one: the bound says so, or the two are one (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.lifetimes.flows import declared, declaring, flow, function_of, is_named, lifetimes_in
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.types.expressions import around
from ferrule.syntax.items import text_of

ID: Final = "outlive"
CODES: Final = frozenset({"", "E0478", "E0491", "E0623"})
_HELP: Final = re.compile(r"consider adding the following bound: `('\w+): ('\w+)`")
_SHORT: Final = ("lifetime parameter instantiated with the lifetime", "referenced data is only valid for the lifetime")
_LONG: Final = ("lifetime parameter must outlive the lifetime", "the pointer is valid for the lifetime")
_NAME: Final = re.compile(r"the lifetime `('\w+)`")


def propose(case: Case) -> Iterator[Offer]:
    """Bind the shorter one; of a function's own two lifetimes, make the return type say where its data comes from."""
    pair = _pair(case)
    if pair is None or not all(map(is_named, pair)) or "'static" in pair:
        return
    long, short = pair
    item, other = declaring(case.node, long), declaring(case.node, short)
    if item is None or other is None:
        return
    if f"`{long}` and `{short}` must be the same" in case.words or f"`{short}` and `{long}` must be" in case.words:
        yield from _made_one(case, long, short)
        return
    bound = _bound(item, long, short)
    if bound is not None and not _is_fixed_by_trait(item):
        yield case.replace(LIKELY, f"`{long}` has to outlive `{short}`: say so", bound)
    flows, function = flow(case), function_of(case.node)
    if flows is not None and flows.is_returned and function is not None:
        written = [one for one in lifetimes_in(function.child_by_field_name("return_type")) if text_of(one) == short]
        edits = [(one.start_byte, one.end_byte, long) for one in written]
        if edits:
            yield case.replace(POSSIBLE, f"what is given back has the lifetime `{long}`", *edits)


def _pair(case: Case) -> tuple[str, str] | None:
    """Give the lifetime that has to be longer, and the one that it has to outlive."""
    if case.code in {"", "E0623"}:
        said = _HELP.search(case.words)
        return (said[1], said[2]) if said else None
    longer, shorter = _noted(case, _SHORT), _noted(case, _LONG)
    return (longer, shorter) if longer and shorter else None


def _noted(case: Case, words: tuple[str, ...]) -> str:
    for spot in case.error.spots:
        if any(one in spot.note for one in words) and (said := _NAME.search(spot.note)):
            return said[1]
    return ""


def _bound(item: Node, long: str, short: str) -> tuple[int, int, str] | None:
    parameter = declared(item)[long]
    bounds = parameter.child_by_field_name("bounds")
    if bounds is not None and bounds.named_children:
        known = {text_of(one) for one in bounds.named_children}
        return None if short in known else (bounds.end_byte, bounds.end_byte, f" + {short}")
    return parameter.end_byte, parameter.end_byte, f": {short}"


def _is_fixed_by_trait(item: Node) -> bool:
    """Say whether a trait fixes the bounds of this item."""
    impl = around(item, {"impl_item"})
    return item.type == "function_item" and impl is not None and impl.child_by_field_name("trait") is not None


def _made_one(case: Case, long: str, short: str) -> Iterator[Offer]:
    """Replace one of two lifetimes that are the same by the other one, in the function that declares it."""
    function = function_of(case.node)
    if function is None:
        return
    own = declared(function)
    gone, kept = (short, long) if short in own else (long, short)
    if gone not in own or own[gone].child_by_field_name("bounds") is not None:
        return
    parameter = own[gone]
    drop = _without(parameter)
    edits = [(one.start_byte, one.end_byte, kept) for one in lifetimes_in(function)
             if text_of(one) == gone and not parameter.start_byte <= one.start_byte < parameter.end_byte]  # fmt: skip
    yield case.replace(LIKELY, f"`{gone}` and `{kept}` have to be one lifetime", drop, *edits)


def _without(parameter: Node) -> tuple[int, int, str]:
    """Give the edit that takes a parameter out of its list, and the list with the last one."""
    before, after, whole = parameter.prev_named_sibling, parameter.next_named_sibling, parameter.parent
    if before is not None:
        return before.end_byte, parameter.end_byte, ""
    if after is not None or whole is None:
        return parameter.start_byte, after.start_byte if after is not None else parameter.end_byte, ""
    return whole.start_byte, whole.end_byte, ""
