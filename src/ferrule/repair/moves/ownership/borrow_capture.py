"""A `move` closure takes what is used after it, though it only looks at it: it borrows (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.given import shown
from ferrule.syntax.effects import QUIET, method
from ferrule.syntax.uses import Access, access
from ferrule.syntax.variables import around_function, variables

ID: Final = "borrow-capture"
CODES: Final = frozenset({"E0382", "E0505"})


def propose(case: Case) -> Iterator[Offer]:
    """Leave out `move` where the closure changes nothing that it captured: a copy would else be changed no more."""
    text = shown(case.text)
    for spot in case.spots("into closure here"):
        if spot.path != text.path or not text.at(spot.byte_start, spot.byte_end).startswith("move"):
            continue
        closure = _closure(text.node(spot.byte_start, spot.byte_end))
        if closure is None or _changes(closure, case.quoted[0] if case.quoted else ""):
            continue
        end = spot.byte_start + len(b"move")
        while text.source[end : end + 1] == b" ":
            end += 1
        yield case.replace(SURE, "it is used after the closure: it is only borrowed", (spot.byte_start, end, ""))


def _closure(node: Node | None) -> Node | None:
    while node is not None and node.type != "closure_expression":
        node = node.parent
    return node


def _changes(closure: Node, given: str) -> bool:
    """Say whether the closure writes to what is bound outside of it, or calls what may.

    Of what is given away there is no copy: whatever its methods do, they do it to the only one.
    """
    function = around_function(closure)
    inside = range(closure.start_byte, closure.end_byte)
    for variable in variables(function) if function is not None else ():
        if variable.bound.start_byte in inside:
            continue
        for use in variable.uses:
            if use.start_byte not in inside:
                continue
            is_acting = access(use) is Access.RECEIVER and variable.name != given and method(use) not in QUIET
            if is_acting or access(use) in {Access.WRITE, Access.BORROW_MUT}:
                return True
    return False
