"""A temporary value that ends before what borrows it: it gets a variable outside of the block (P16).

Where it is made on some ways only, the variable is declared before and set where the value was made, so that nothing is
done more often, or in another order.
"""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import before, is_conditional, new_line
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.hoist_read import called
from ferrule.repair.moves.borrows.traces import independent
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import closure_around, loop_around, statement_around
from ferrule.syntax.variables import around_function, variables

ID: Final = "keep-temporary"
CODES: Final = frozenset({"E0716"})
_MOST: Final = 3
_MADE: Final = frozenset(
    {"call_expression", "macro_invocation", "struct_expression", "binary_expression", "try_expression"}
)


def propose(case: Case) -> Iterator[Offer]:
    """Give the value a variable before its statement, then before each statement around that, from inside out."""
    value = case.node
    function = around_function(value)
    if function is None or "'static" in case.words or value.type.endswith("literal"):
        return
    if value.type not in _MADE or "format_args" in text_of(value):
        return
    taken = {one.name for one in variables(function)}
    wanted = called(value)
    name = next((one for one in (wanted, f"{wanted}_kept", "kept", "held") if one not in taken), "")
    start, count = statement_around(value), 0
    while start is not None and name.isidentifier() and count < _MOST:
        within_loop = loop_around(value, start)
        if (within_loop is not None and not _breaks(value, within_loop)) or closure_around(value, start) is not None:
            return
        yield _kept(case, value, name, start, LIKELY + count)
        start, count = statement_around(start.parent) if start.parent is not None else None, count + 1


def _breaks(value: Node, loop: Node) -> bool:
    """Say whether the loop ends where the value is made."""
    around = value.parent
    while around is not None and around != loop:
        if around.type == "break_expression":
            return loop.type == "loop_expression"
        around = around.parent
    return False


def _kept(case: Case, value: Node, name: str, start: Node, rank: int) -> Offer:
    at, text = start.start_byte, text_of(value)
    blanks = new_line(case, at)
    made = footprint(case, [value])
    can_move = independent(footprint(case, before(value, start)), made)
    if can_move and (not is_conditional(value, start)):
        let = (at, at, f"let {name} = {text};{blanks}")
        return case.replace(
            rank, "it gets a variable that lives as long", let, (value.start_byte, value.end_byte, name)
        )
    outer = value.parent if value.parent is not None and value.parent.type == "reference_expression" else value
    while (above := outer.parent) is not None and above.start_byte == outer.start_byte:
        if above.type not in {"field_expression", "call_expression", "index_expression"}:
            break
        outer = above
    whole = text_of(outer)
    offset = len(case.text.source[outer.start_byte : value.start_byte].decode("utf-8", "replace"))
    used = whole[:offset] + name + whole[offset + len(text) :]
    return case.replace(
        rank,
        "it is kept in a variable that lives as long",
        (at, at, f"let {name};{blanks}"),
        (outer.start_byte, outer.end_byte, f"{{ {name} = {text}; {used} }}"),
    )
