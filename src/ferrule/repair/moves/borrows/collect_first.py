"""A loop over values that are made from a place which the loop changes: they are collected before it begins (P16)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import conflict
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.places import receiver_place
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "collect-first"
CODES: Final = frozenset({"E0499", "E0502", "E0503", "E0505", "E0506"})
_ENDING: Final = frozenset({
    "iter", "keys", "values", "chars", "bytes", "lines", "split", "split_whitespace", "char_indices", "range",
    "windows", "chunks", "drain",
})  # fmt: skip
"""Methods of the library that run through what is there, and end."""
_ENDLESS: Final = frozenset({"cycle", "iter_mut", "values_mut", "by_ref", "collect", "repeat"})


def propose(case: Case) -> Iterator[Offer]:
    """Put them into a list of their own; of references nothing is won by that, and the compiler says so."""
    found = conflict(case)
    loop = enclosing(found.first, "for_expression", "function_item") if found is not None else None
    value = loop.child_by_field_name("value") if loop is not None and loop.type == "for_expression" else None
    if found is None or found.first is None or value is None or not _holds(value, found.first):
        return
    names = _called(value)
    is_known = bool(names) and names[-1] in _ENDING and not _ENDLESS & set(names)
    if not is_known or receiver_place(value) is None:
        return
    if (
        names == ["drain"]
        or (len(names) > 1 and "drain" not in names and footprint(case, [value]).is_quiet)
        or (names[0] in {"chars", "bytes", "char_indices"})
    ):
        at = value.end_byte
        yield case.replace(LIKELY, "what the loop runs over is collected before it", (at, at, ".collect::<Vec<_>>()"))


def _called(value: Node) -> list[str]:
    """Give the methods of a chain of calls, the last one first."""
    names: list[str] = []
    node: Node | None = value
    while node is not None and node.type == "call_expression":
        called = node.child_by_field_name("function")
        names.append(text_of(called.child_by_field_name("field")) if called is not None else "")
        node = called.child_by_field_name("value") if called is not None else None
    return names


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte
