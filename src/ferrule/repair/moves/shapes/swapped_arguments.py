"""Arguments in the wrong order: neighbours change places where one of them does not fit."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.lists import elements
from ferrule.syntax.items import text_of
from ferrule.syntax.macros import closed

ID: Final = "swap-arguments"
CODES: Final = frozenset({"E0308", "E0277", "E0271", "E0599", "E0282", "E0283"})
_MOST: Final = 4
_NEIGHBOURS: Final = 2


def propose(case: Case) -> Iterator[Offer]:
    """Swap the argument that does not fit with the next one, then with the one before; types decide."""
    for start, end in _places(case):
        found = _argument(case.text.node(start, end), start, end)
        if found is None:
            continue
        inside, at = found
        others = [other for other in (at + 1, at - 1, at + 2, at - 2) if 0 <= other < len(inside)]
        for number, other in enumerate(others[:_MOST]):
            one, two = inside[min(at, other)], inside[max(at, other)]
            if text_of(one) == text_of(two):
                continue
            parts = (one.start_byte, one.end_byte, text_of(two)), (two.start_byte, two.end_byte, text_of(one))
            rank = LIKELY - 1 if number < _NEIGHBOURS else POSSIBLE + number
            yield case.replace(rank, "two arguments have changed places", *parts)
        return


def _places(case: Case) -> Iterator[tuple[int, int]]:
    """Yield the places that may be the argument, the error's own first."""
    yield case.spot.byte_start, case.spot.byte_end
    for spot in case.error.spots:
        if spot.path == case.spot.path and not spot.note and not spot.primary:
            yield spot.byte_start, spot.byte_end


def _argument(node: Node | None, start: int, end: int) -> tuple[tuple[Node, ...], int] | None:
    """Give the arguments of the call around a place, and which of them is there; None for what is not in a call."""
    while node is not None and node.start_byte >= start - 1:
        around = node.parent
        if around is not None and around.type == "arguments":
            inside = elements(around) if not _is_macro(around) else ()
            return (inside, inside.index(node)) if len(inside) > 1 and node.end_byte >= end else None
        node = around
    return None


def _is_macro(arguments: Node) -> bool:
    """Say whether these are the arguments of an opened macro: they are of any type, so none is in a wrong place."""
    called = arguments.parent.child_by_field_name("function") if arguments.parent is not None else None
    return called is not None and called.type == "identifier" and closed(f"{text_of(called)}(").endswith("!(")
