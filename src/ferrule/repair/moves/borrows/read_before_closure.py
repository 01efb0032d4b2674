"""A closure that keeps a place lent only to read a number from it: the number is read before (P16)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import Conflict, chain, conflict, fresh_name, new_line
from ferrule.repair.moves.borrows.copies import copies
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.getter import field_given
from ferrule.repair.moves.borrows.hoist_read import called
from ferrule.repair.moves.borrows.places import place_of, touches
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.expressions import walk
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.uses import statement_around

ID: Final = "read-before-closure"
CODES: Final = frozenset({"E0499", "E0500", "E0501", "E0502", "E0503", "E0506"})


def propose(case: Case) -> Iterator[Offer]:
    """Read it in a `let` before the statement of the closure, where nothing changes it as long as the closure lives."""
    found = conflict(case)
    for node in (found.first, found.now) if found is not None else ():
        closure = enclosing(node, "closure_expression", "block") if node is not None else None
        if found is not None and closure is not None and closure.type == "closure_expression":
            yield from _before(case, found, closure)


def _before(case: Case, found: Conflict, closure: Node) -> Iterator[Offer]:
    body, start = closure.child_by_field_name("body"), statement_around(closure)
    name = case.quoted[0].lstrip("*").partition(".")[0] if case.quoted else ""
    reads = (
        [chain(one) for one in walk(body) if one.type in {"identifier", "self"} and text_of(one) == name]
        if body
        else []
    )
    if start is None or not reads or len({text_of(one) for one in reads}) != 1 or any(map(_is_changed, reads)):
        return
    value, asked = reads[0], footprint(case, reads)
    inner = [one for one in found.variables if closure.start_byte <= one.bound.start_byte < closure.end_byte]
    if (
        not _is_there(case, value)
        or not asked.is_quiet
        or asked.looks_shared
        or any(_holds(value, use) for one in inner for use in one.uses)
        or value.type == "self"
    ):
        return
    if touches(footprint(case, _meanwhile(found, start)).writes, asked.reads):
        return
    [told] = case.probe(case.text, [(value.start_byte, value.end_byte)])
    if not told or read_type(told).is_reference or not copies(case, read_type(told)):
        return
    local, at = fresh_name(found, called(value)), start.start_byte
    edits = [(one.start_byte, one.end_byte, local) for one in reads]
    let = f"let {local} = {text_of(value)};{new_line(case, at)}"
    yield case.replace(LIKELY, f"`{text_of(value)}` is read before the closure is made", (at, at, let), *edits)


def _is_there(case: Case, value: Node) -> bool:
    """Say whether a value only has to be read: what is computed may fail, and the closure may never ask for it."""
    place = place_of(value)
    if place is not None:
        return "[]" not in place
    given = field_given(case, value)
    return given is not None and given[0] == value and not given[1]


def _meanwhile(found: Conflict, start: Node) -> list[Node]:
    """Give the statements up to the last one that may use the closure."""
    held = [one for one in found.variables if start.start_byte <= one.bound.start_byte < start.end_byte]
    last = max((use.start_byte for one in held for use in one.uses), default=start.start_byte)
    nodes, node = [start], start.next_named_sibling
    while node is not None and node.start_byte <= last:
        nodes.append(node)
        node = node.next_named_sibling
    return nodes


def _is_changed(value: Node) -> bool:
    above = value.parent
    is_left = above is not None and "assignment" in above.type and above.child_by_field_name("left") == value
    is_lent = above is not None and above.type == "reference_expression" and len(above.named_children) > 1
    return is_left or is_lent


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte
