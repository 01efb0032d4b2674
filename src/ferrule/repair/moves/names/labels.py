"""A label that no loop has."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.items import text_of

ID: Final = "label-loop"
CODES: Final = frozenset({"E0426"})
_LOOPS: Final = frozenset({"loop_expression", "while_expression", "for_expression"})
_CLOSED: Final = frozenset({"closure_expression", "function_item", "async_block"})


def propose(case: Case) -> Iterator[Offer]:
    """Give the label to a loop around: to the outermost one, since the innermost needs none."""
    loops = list(_loops(case.node))
    labels = [(one, label) for one in loops if (label := _label(one))]
    for _, label in labels:
        change = (case.spot.byte_start, case.spot.byte_end, label)
        yield case.replace(LIKELY if len(labels) == 1 else POSSIBLE, f"the loop around is called `{label}`", change)
    plain = [one for one in loops if not _label(one)]
    if plain:
        at = plain[-1].start_byte
        rank = LIKELY if len(loops) == 1 else POSSIBLE
        yield case.replace(
            rank, f"no loop is called `{case.found}`: name the loop around so", (at, at, f"{case.found}: ")
        )


def _loops(node: Node | None) -> Iterator[Node]:
    """Yield the loops that can be left from a place, the innermost first."""
    while node is not None and node.type not in _CLOSED:
        if node.type in _LOOPS:
            yield node
        node = node.parent


def _label(loop: Node) -> str:
    return next((text_of(child) for child in loop.named_children if child.type == "label"), "")
