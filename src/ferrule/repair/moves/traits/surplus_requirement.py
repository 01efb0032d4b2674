"""A requirement that can never hold or may not stand there: it goes."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.traits.generics import around, where_clause
from ferrule.repair.moves.traits.listed import without
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "drop-requirement"
CODES: Final = frozenset({"E0107", "E0229", "E0275"})


def propose(case: Case) -> Iterator[Offer]:
    """Remove a predicate that leads to itself, or arguments that name an associated item of no trait."""
    if case.code in {"E0107", "E0229"}:
        node = _bindings(case)
        if node is not None:
            yield from _given(case, node)
        if node is not None and case.code == "E0229":
            yield case.replace(
                POSSIBLE, "there is no trait here whose item this could be", (node.start_byte, node.end_byte, "")
            )
        return
    predicate = enclosing(case.node, "where_predicate")
    part = _without(predicate) if predicate is not None else None
    if part is not None:
        yield case.replace(LIKELY, "the requirement leads to itself without an end", part)


def _bindings(case: Case) -> Node | None:
    """Give the arguments at the place, or those of the type there, where all of them are bindings."""
    at = case.node if case.code == "E0229" else case.text.node(case.spot.byte_end, case.spot.byte_end + 1)
    node = enclosing(at, "type_arguments")
    listed = node.named_children if node is not None else []
    return node if listed and all(one.type == "type_binding" for one in listed) else None


def _given(case: Case, node: Node) -> Iterator[Offer]:
    """Yield the types of the bindings as arguments: a type that is no trait takes them in order."""
    types = [text_of(one.child_by_field_name("type")) for one in node.named_children]
    if all(types):
        words = f"<{', '.join(types)}>"
        yield case.replace(SURE, "a type has parameters, not items", (node.start_byte, node.end_byte, words))


def _without(predicate: Node) -> tuple[int, int, str] | None:
    """Give the removal of a predicate with its comma, of the whole `where` when it is the only one."""
    item = next(around(predicate), None)
    clause = where_clause(item) if item is not None else None
    if item is None or clause is None:
        return None
    part = without(predicate)
    if part is not None:
        return part
    words = text_of(item).encode("utf-8", "surrogateescape")[: clause.start_byte - item.start_byte]
    return item.start_byte + len(words.rstrip()), clause.end_byte, ""
