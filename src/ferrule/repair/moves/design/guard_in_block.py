"""A guard that is kept over an `.await` and needed before it only: a block ends it (P19)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.tree import enclosing, is_statement
from ferrule.syntax.variables import Variable, around_function, variables

ID: Final = "guard-in-block"
CODES: Final = frozenset({"", "E0277"})
RANK: Final = 80
_KEPT: Final = re.compile(r"^has type `.*(?:Guard|Ref|RefMut)<.*` which is not `Send`")


def propose(case: Case) -> Iterator[Offer]:
    """Put the statements from the guard's `let` to its last use into a block of their own."""
    for spot in case.spots("which is not `Send`"):
        plain = case.open(spot.path) if _KEPT.search(spot.label) else None
        if plain is None:
            continue
        text = shown(plain)
        let = enclosing(text.node(spot.byte_start, spot.byte_end), "let_declaration")
        function = around_function(let) if let is not None else None
        chosen = _chosen(let, function) if let is not None and function is not None else []
        if chosen:
            edits = _block(text, chosen)
            yield case.offer(RANK, "the guard is not needed while it waits: a block ends it", edits)
            return


def _chosen(let: Node, function: Node) -> list[Node]:
    """Give the statements in which the guard is used; none where it is needed while something is waited for."""
    known = variables(function)
    guard = next((one for one in known if one.declaration == let), None)
    block = let.parent
    if guard is None or block is None or not guard.uses:
        return []
    rows = [one for one in block.named_children if is_statement(one)]
    last = max(at for at, row in enumerate(rows) if row.start_byte <= guard.uses[-1].start_byte)
    first = rows.index(let)
    chosen = rows[first : last + 1]
    waits = any(one.type == "await_expression" for row in chosen for one in walk(row))
    if waits or last == len(rows) - 1 or any(_leaks(one, chosen) for one in known if one is not guard):
        return []
    return chosen


def _leaks(variable: Variable, chosen: list[Node]) -> bool:
    """Say whether a variable of these statements is needed after them."""
    start, end = chosen[0].start_byte, chosen[-1].end_byte
    is_bound = start <= variable.declaration.start_byte < end and variable.declaration in chosen
    return is_bound and any(use.start_byte >= end for use in variable.uses)


def _block(text: Text, chosen: list[Node]) -> list[Edit]:
    indent = text.indent(chosen[0].start_byte)
    first, last = chosen[0], chosen[-1]
    parts = [text.edit(first.start_byte, first.start_byte, f"{{\n{indent}    ")]
    at = text.source.find(b"\n", first.start_byte, last.end_byte)
    while at >= 0:
        parts.append(text.edit(at + 1, at + 1, "    "))
        at = text.source.find(b"\n", at + 1, last.end_byte)
    return [*parts, text.edit(last.end_byte, last.end_byte, f"\n{indent}}}")]
