"""What is lent by the first borrow of an error, and what is done to it through the names that got it (P16)."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import Conflict, chain
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.places import Place, place_of, receiver_place
from ferrule.repair.moves.borrows.std_methods import ELEMENTS
from ferrule.repair.moves.borrows.traces import Footprint
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.ownership.endings import ends_unnoticed
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import statement_around
from ferrule.syntax.variables import Variable

_GUARDS: Final = re.compile(r"\.(?:try_)?(?:lock|read|write|borrow|borrow_mut|upgrade)\(\)|\bPin\b|\bpin!")
_REFERENCE: Final = re.compile(r"&(?:'\w+ )?(?:mut )?\w[\w:]*")
_OPEN: Final = re.compile(r"\{(?:integer|float)\}")
_ITERATORS: Final = re.compile(
    r"\b(?:\w+::)*(?:Iter|IterMut|Chars|CharIndices|Bytes|Split|SplitWhitespace|Lines|Keys|Values|ValuesMut|Windows|Chunks"
    r"|Enumerate|Rev|Skip|Take|Zip|Peekable|Copied|Cloned|Entry|OccupiedEntry|VacantEntry)\b"
)
"""Types of the library that only look, or lend, and do nothing when they end."""


def lent_place(found: Conflict, case: Case | None = None) -> Place | None:
    """Give the place that is lent first; None where it is not plain.

    With the case at hand, what a method of the crate lends is the only field that it touches.
    """
    first = found.first
    if first is None:
        return None
    known = place_of(first) or receiver_place(chain(first))
    if known is None:
        known = receiver_place(first)
    if known is None:
        return None
    method = _first_method(first)
    given = _part_given(case, method) if case is not None and len(known) == 1 else None
    if given is not None:
        return (*known, *given)
    above = first.parent
    is_run_over = above is not None and above.type == "for_expression" and above.child_by_field_name("value") == first
    return (*known, "[]") if method in ELEMENTS or is_run_over else known


def _part_given(case: Case, method: str) -> Place | None:
    """Give the field that is all that a method of this name touches of its receiver; None for any other method."""
    own = [one for one in placed_items(case) if one.item.kind == "fn" and one.item.name == method]
    if len(own) != 1 or own[0].item.body is None or not own[0].item.returns.startswith(("&", "Option<&")):
        return None
    made = footprint(case, [own[0].text.node(*own[0].item.body)])
    fields = {one[1:2] for one in made.reads | made.writes if one[0] == "self"}
    return fields.pop() or None if len(fields) == 1 and not made.acts else None


def is_exclusive(case: Case) -> bool:
    """Say whether the first borrow lends for changing."""
    words = " ".join(spot.label for spot in case.error.spots if not spot.primary)
    return (
        case.code in {"E0499", "E0503"}
        or "is also borrowed as mutable" in case.error.message
        or (case.code == "E0506" and "&mut" in words)
    )


def borrowers(found: Conflict) -> tuple[Variable, ...]:
    """Give the variables that may hold the loan: those that the statement of the first borrow binds."""
    start = statement_around(found.first) if found.first is not None else None
    if start is None:
        return ()
    return tuple(one for one in found.variables if start.start_byte <= one.bound.start_byte < start.end_byte)


def through_loan(case: Case, found: Conflict, nodes: Iterable[Node]) -> Footprint:
    """Give what code may do, what it does through the loan included."""
    parts = list(nodes)
    made = footprint(case, parts)
    place = lent_place(found, case)
    uses = [use for one in borrowers(found) for use in one.uses]
    used = any(part.start_byte <= use.start_byte < part.end_byte for part in parts for use in uses)
    if not used:
        return made
    if place is None:  # a closure, or what cannot be named: it may hold anything
        closed = {(text_of(one.bound),) for one in found.variables}
        return replace(made, reads=made.reads | closed, writes=made.writes | closed)
    writes = {place} if is_exclusive(case) else set()
    return replace(made, reads=made.reads | {place}, writes=made.writes | writes)


def is_guard(case: Case, held: Variable) -> bool:
    """Say whether what is held may do something when it ends: a lock, a guard, a type with `Drop`, one not known."""
    words, value = text_of(held.declaration), held.value
    dropping = (one.item.name for one in placed_items(case) if one.item.of_trait.rpartition("::")[2] == "Drop")
    if _GUARDS.search(words) or any(name in words for name in dropping):
        return True
    written = text_of(held.declaration.child_by_field_name("type"))
    if value is None or value.type != "call_expression" or written.startswith("&"):
        return False
    [told] = case.probe(case.text, [(value.start_byte, value.end_byte)]) or ("",)
    plain = _REFERENCE.sub("usize", _OPEN.sub("usize", told)) if not told.startswith("&") else "usize"
    return not ends_unnoticed(case, _ITERATORS.sub("Vec", plain))


def _first_method(first: Node) -> str:
    """Give the first method that is called on what is lent."""
    node: Node | None = first
    if first.type != "call_expression":
        node = first.parent.parent if first.parent is not None and first.parent.type == "field_expression" else None
    while node is not None and node.type == "call_expression":
        called = node.child_by_field_name("function")
        if called is None or called.type != "field_expression":
            return ""
        value = called.child_by_field_name("value")
        if value is None or value.type != "call_expression":
            return text_of(called.child_by_field_name("field"))
        node = value
    return ""
