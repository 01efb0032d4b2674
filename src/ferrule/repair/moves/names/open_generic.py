"""A type that no item declares and that looks like a type parameter."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.syntax.tree import enclosing

ID: Final = "declare-type-parameter"
CODES: Final = frozenset({"E0412", "E0425"})
_ITEMS: Final = (
    "function_item",
    "function_signature_item",
    "impl_item",
    "struct_item",
    "enum_item",
    "type_item",
    "trait_item",
)
_PARAMETER: Final = re.compile(r"[A-Z][A-Z0-9]?|[A-Z]\d*")


def propose(case: Case) -> Iterator[Offer]:
    """Declare it on the outermost item whose head speaks of it: an impl before its methods."""
    name = case.found
    if "type" not in case.error.message or not _PARAMETER.fullmatch(name):
        return
    item = enclosing(case.node, *_ITEMS)
    while item is not None:
        above = enclosing(item.parent, "impl_item")
        if above is None or not re.search(rf"\b{name}\b", _head(above)):
            break
        item = above
    if item is not None:
        place, new = _place(item, name)
        rank = SURE if item.type == "impl_item" else LIKELY
        if place >= 0:
            yield case.replace(rank, f"`{name}` is declared nowhere: as a parameter", (place, place, new))


def _head(item: Node) -> str:
    body = item.child_by_field_name("body")
    end = body.start_byte - item.start_byte if body is not None else None
    return (item.text or b"")[:end].decode("utf-8", "replace")


def _place(item: Node, name: str) -> tuple[int, str]:
    """Give where the parameter goes and how it is written there."""
    parameters = item.child_by_field_name("type_parameters")
    if parameters is not None:
        inner = parameters.named_children
        return (inner[-1].end_byte, f", {name}") if inner else (parameters.start_byte + 1, name)
    if item.type == "impl_item":
        return item.start_byte + (item.text or b"").find(b"impl") + len("impl"), f"<{name}>"
    named = item.child_by_field_name("name")
    return (named.end_byte, f"<{name}>") if named is not None else (-1, "")
