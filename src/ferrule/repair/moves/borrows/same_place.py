"""One place that is lent for changing under two names: both stand for the same, so one of them does (P16)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import conflict
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.places import place_of, touches
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import Variable

ID: Final = "one-name"
CODES: Final = frozenset({"E0499"})


def propose(case: Case) -> Iterator[Offer]:
    """Leave out the second `let`; what was done through its name is done through the first one."""
    found = conflict(case)
    first = found.holder if found is not None else None
    if found is None or first is None or first.value is None:
        return
    second = next((one for one in found.variables if _holds(one.value, found.now)), None)
    if second is None or second.bound == first.bound or second.value is None or not _is_plain(first, second):
        return
    if text_of(first.value) != text_of(second.value) or first.scope != second.scope:
        return
    between = _between(first.declaration, second.declaration)
    if touches(footprint(case, between).writes, footprint(case, [first.value]).reads):
        return
    shadowed = any(one.name == first.name and one.bound != first.bound for one in found.variables)
    if shadowed or any(use.type.endswith("literal") for use in second.uses):
        return
    edits = [_cut(case, second.declaration)]
    edits += [(use.start_byte, use.end_byte, first.name) for use in second.uses]
    message = f"`{second.name}` is what `{first.name}` is: one name stands for it"
    yield case.replace(SURE, message, *edits)


def _is_plain(first: Variable, second: Variable) -> bool:
    """Say whether both are `&mut` of a place that is named without a call."""
    values = (first.value, second.value)
    is_lent = all(
        one is not None and one.type == "reference_expression" and one.children[1].type == "mutable_specifier"
        for one in values
    )
    is_named = all(one is not None and place_of(one) is not None and "(" not in text_of(one) for one in values)
    return is_lent and is_named and not first.is_mutable and not second.is_mutable


def _between(first: Node, second: Node) -> list[Node]:
    found, node = [], first.next_named_sibling
    while node is not None and node != second:
        found.append(node)
        node = node.next_named_sibling
    return found


def _holds(outer: Node | None, inner: Node) -> bool:
    return outer is not None and outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte


def _cut(case: Case, statement: Node) -> tuple[int, int, str]:
    source = case.text.source
    start = len(source[: statement.start_byte].rstrip(b" \t"))
    start = start - 1 if start and source[start - 1 : start] == b"\n" else statement.start_byte
    return (start, statement.end_byte, "")
