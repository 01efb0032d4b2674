"""Arguments that are taken for one: a comma is missing before `&x`, `*x` or `-x`, or brackets make a tuple of them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.shapes.lists import elements
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "part-arguments"
CODES: Final = frozenset({"E0061", "E0057", "E0277", "E0369", "E0425"})
_BARS: Final = re.compile(r"[\w)\]\"]\s*(\|(?:mut )?([a-z_]\w*)\|)(?!\|)")
_NAME: Final = re.compile(r"cannot find value `(\w+)`")
_COUNTS: Final = re.compile(r"takes (\d+) arguments? but (\d+)")


def propose(case: Case) -> Iterator[Offer]:
    """Part what is written like two arguments; take the inner brackets away where they hold all of them."""
    call = enclosing(case.node, "call_expression", "block")
    arguments = call.child_by_field_name("arguments") if call is not None else None
    if call is None or arguments is None:
        return
    inside = elements(arguments)
    for one in inside:
        operator = one.child_by_field_name("operator") if one.type == "binary_expression" else None
        left = one.child_by_field_name("left") if operator is not None else None
        if operator is None or left is None or text_of(operator) not in {"&", "*", "-"}:
            continue
        follows = case.text.at(operator.end_byte, operator.end_byte + 1)
        if left.end_byte < operator.start_byte and not follows.isspace():
            rank = SURE if text_of(operator) == "&" else POSSIBLE  # `x -y` may well be a difference
            yield case.replace(rank, "`,` is missing between two arguments", (left.end_byte, left.end_byte, ","))
    yield from _closures(case, inside)
    counts = _COUNTS.search(case.error.message)
    if counts is not None and len(inside) == 1 and inside[0].type == "tuple_expression":
        parts = [text_of(one) for one in elements(inside[0])]
        if len(parts) == int(counts[1]):
            place = (inside[0].start_byte, inside[0].end_byte, ", ".join(parts))
            yield case.replace(LIKELY, "the arguments are not one tuple", place)


def _closures(case: Case, inside: Sequence[Node]) -> Iterator[Offer]:
    """Part an argument from a closure that reads like `|` between two values: `a |x| b`."""
    unknown = {one for error in case.errors if error.rule == "E0425" for one in _NAME.findall(error.message)}
    for one in inside:
        for bars in _BARS.finditer(text_of(one)):
            if bars[2] in unknown:
                at = one.start_byte + len(text_of(one)[: bars.start(1)].rstrip().encode())
                yield case.replace(SURE - 1, "`,` is missing before the closure", (at, at, ","))
