"""A closure that outlives what it borrows: it takes it along (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.uses import Access, access
from ferrule.syntax.variables import around_function, variables

ID: Final = "move-capture"
CODES: Final = frozenset({"E0597"})


def propose(case: Case) -> Iterator[Offer]:
    """Put `move` before it, where nothing that it changes is looked at outside afterwards."""
    for spot in case.spots("value captured here")[:1]:
        closure = enclosing(case.text.node(spot.byte_start, spot.byte_end), "closure_expression")
        if closure is not None and not text_of(closure).startswith(("move", "async")) and not _is_watched(closure):
            at = closure.start_byte
            yield case.replace(SURE, "the closure outlives what it borrows: it takes it along", (at, at, "move "))


def _is_watched(closure: Node) -> bool:
    """Say whether a variable that the closure changes is used after it."""
    function = around_function(closure)
    for one in variables(function) if function is not None else ():
        if closure.start_byte <= one.bound.start_byte < closure.end_byte:
            continue
        inside = [use for use in one.uses if closure.start_byte <= use.start_byte < closure.end_byte]
        changed = any(access(use) in {Access.WRITE, Access.BORROW_MUT, Access.RECEIVER} for use in inside)
        if changed and any(use.start_byte >= closure.end_byte for use in one.uses):
            return True
    return False
