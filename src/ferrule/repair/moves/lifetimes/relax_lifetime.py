"""More is asked of what is lent than it can give: the annotation, the parameter or the bound asks for less (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Spot
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.repair.moves.lifetimes.flows import STATIC, lifetimes_in, unnaming
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.uses import statement_around

ID: Final = "relax-lifetime"
CODES: Final = frozenset({"E0597", "E0521", "E0716", "E0310", ""})
_DEMANDED: Final = re.compile(r"(?:is borrowed for|borrow lasts for|must outlive) `('\w+)`$")
_MOST_CALLEES: Final = 2


def propose(case: Case) -> Iterator[Offer]:
    """Take the `'static` away where it is written; the compiler says whether it was needed."""
    if not case.code and "lifetime may not live" not in case.error.message:
        return
    for demanded, edits in written_demands(case):
        yield case.replace(LIKELY, f"what is lent here lives shorter than `{demanded}`: leave it open", *edits)
    for spot in case.spots("requirement that the value outlives `'static` introduced here"):
        yield from _bound(case, spot)
    for spot in (*case.spots("argument requires that"), *case.spots("escapes the")):
        if spot.path == case.spot.path:
            yield from _callee(case, spot)


def written_demands(case: Case) -> Iterator[tuple[str, list[Part]]]:
    """Yield each lifetime that a statement writes in a type or a path and that is too much, and what to edit."""
    for spot in case.error.spots:
        said = _DEMANDED.search(spot.label)
        if said is None or spot.path != case.spot.path:
            continue
        statement = statement_around(case.text.node(spot.byte_start, spot.byte_end))
        found = [one for one in lifetimes_in(statement) if text_of(one) == said[1]]
        edits = [edit for one in found if (edit := _taken(case.text, one, said[1])) is not None]
        if edits and len(edits) == len(found):
            yield said[1], edits


def _bound(case: Case, spot: Spot) -> Iterator[Offer]:
    """Yield the item without the bound; bounds of other crates stay."""
    text = case.open(spot.path)
    if text is None or text.at(spot.byte_start, spot.byte_end) != STATIC:
        return
    node = text.node(spot.byte_start, spot.byte_end)
    lifetime = enclosing(node, "lifetime")
    edit = _unbound(text, lifetime) if lifetime is not None else None
    if edit is not None:
        yield case.offer(POSSIBLE, "it is used for the call only: no `'static`", (text.edit(*edit),))


def _unbound(text: Text, lifetime: Node) -> tuple[int, int, str] | None:
    """Give the edit that takes a lifetime out of a row of bounds, with the sign before or behind it."""
    before, after = lifetime.prev_sibling, lifetime.next_sibling
    if before is not None and before.type in {"+", ":"} and (before.type == "+" or after is None):
        start = before.start_byte
        while text.source[start - 1 : start] == b" ":
            start -= 1
        return start, lifetime.end_byte, ""
    if after is not None and after.type == "+" and after.next_sibling is not None:
        return lifetime.start_byte, after.next_sibling.start_byte, ""
    return None


def _callee(case: Case, spot: Spot) -> Iterator[Offer]:
    """Yield the function that is called without the `'static` of its parameters' references."""
    call = enclosing(case.text.node(spot.byte_start, spot.byte_end), "call_expression")
    called = call.child_by_field_name("function") if call is not None else None
    if called is None:
        return
    name = text_of(called.child_by_field_name("field") or called.child_by_field_name("name") or called)
    found = [one for one in placed_items(case) if one.item.kind == "fn" and one.item.name == name]
    for placed in found if len(found) <= _MOST_CALLEES else ():
        yield from _parameters(case, placed)


def _parameters(case: Case, placed: Placed) -> Iterator[Offer]:
    function = placed.text.node(placed.item.start, placed.item.end)
    listed = function.child_by_field_name("parameters")
    edits = [edit for one in lifetimes_in(listed) if (edit := _taken(placed.text, one)) is not None]
    if edits:
        message = f"`{placed.item.name}` needs its arguments for the call only: no `'static`"
        yield case.offer(LIKELY, message, [placed.text.edit(*edit) for edit in edits])


def _taken(text: Text, lifetime: Node, demanded: str = STATIC) -> tuple[int, int, str] | None:
    """Give the edit that takes a lifetime away from a reference; `'_` stands for it between angle brackets."""
    above = lifetime.parent
    if text_of(lifetime) != demanded or above is None:
        return None
    if above.type in {"reference_type", "self_parameter"}:
        return unnaming(text.source, lifetime)
    is_argument = above.type == "type_arguments"
    return (lifetime.start_byte, lifetime.end_byte, "'_") if is_argument else _unbound(text, lifetime)
