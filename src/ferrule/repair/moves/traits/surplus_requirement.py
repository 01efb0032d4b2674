"""A requirement that can never hold or may not stand there: it goes."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.traits.generics import around, where_clause
from ferrule.repair.moves.traits.listed import without
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "drop-requirement"
CODES: Final = frozenset({"E0275", "E0229"})


def propose(case: Case) -> Iterator[Offer]:
    """Remove a predicate that leads to itself, or arguments that name an associated item of no trait."""
    if case.code == "E0229":
        node = enclosing(case.node, "type_arguments")
        if node is not None and all(one.type == "type_binding" for one in node.named_children):
            yield case.replace(
                POSSIBLE, "there is no trait here whose item this could be", (node.start_byte, node.end_byte, "")
            )
        return
    predicate = enclosing(case.node, "where_predicate")
    part = _without(predicate) if predicate is not None else None
    if part is not None:
        yield case.replace(LIKELY, "the requirement leads to itself without an end", part)


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
