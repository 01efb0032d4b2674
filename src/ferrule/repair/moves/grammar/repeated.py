"""Bounds, bindings and parameters that are said twice or never used (P05)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.items import text_of

ID: Final = "drop-repetition"
CODES: Final = frozenset({"", "E0203", "E0719", "E0091", "E0637"})
_REASONS: Final = {"": "nothing but `Sized` is asked for unasked", "E0637": "`'_` is no name of a lifetime"}
_LISTS: Final = frozenset({"type_arguments", "trait_bounds", "type_parameters", "where_clause"})


def propose(case: Case) -> Iterator[Offer]:
    """Leave the second one out, or the parameter with what is said of it."""
    if case.code == "E0091":
        yield from _unused(case)
        return
    if not case.code and "can only be applied to `Sized`" not in case.error.message:
        return
    places = [spot for spot in case.error.spots if spot.primary and spot.path == case.spot.path]
    if case.code == "E0203" and len(places) < 2:
        return
    spot = max(places, key=lambda one: one.byte_start)
    if case.code == "E0637" and case.text.at(spot.byte_start, spot.byte_end) != "'_":
        return
    node: Node | None = case.text.node(spot.byte_start, spot.byte_end)
    while node is not None and node.parent is not None and node.parent.type not in _LISTS:
        node = node.parent
    if node is None or node.parent is None:
        return
    if case.code == "E0637" and node.parent.type not in {"trait_bounds", "type_parameters"}:
        return
    yield case.replace(LIKELY, f"{_REASONS.get(case.code, 'it is said twice')}: leave it out", _without(node))


def _without(node: Node) -> tuple[int, int, str]:
    """Give the edit that leaves one of a list out, with the mark before it; the list where nothing else is in it."""
    around = node.parent
    if around is not None and len(around.named_children) == 1:
        return around.start_byte, around.end_byte, ""
    before, after = node.prev_named_sibling, node.next_named_sibling
    if before is not None:
        return before.end_byte, node.end_byte, ""
    return node.start_byte, after.start_byte if after is not None else node.end_byte, ""


def _unused(case: Case) -> Iterator[Offer]:
    """Yield a type alias without a parameter that it does not use, and without the conditions on it."""
    node: Node | None = case.node
    while node is not None and node.parent is not None and node.parent.type != "type_parameters":
        node = node.parent
    alias = node.parent.parent if node is not None and node.parent is not None else None
    if node is None or alias is None:
        return
    name = case.found
    parts = [_without(node)]
    for clause in (child for child in alias.named_children if child.type == "where_clause"):
        about = [one for one in clause.named_children if text_of(one.child_by_field_name("left")) == name]
        if about and len(about) == len(clause.named_children):
            start = clause.start_byte - (case.text.at(clause.start_byte - 1, clause.start_byte) == " ")
            parts.append((start, clause.end_byte, ""))
        else:
            parts.extend(_without(one) for one in about[:1])
    yield case.replace(POSSIBLE, f"`{name}` is not used: leave it out", *parts)
