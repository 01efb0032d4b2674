"""A lifetime of `for<'a>` that only the answer speaks of: it belongs to what is around."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.types.expressions import ancestors
from ferrule.syntax.items import text_of

ID: Final = "declare-lifetime-outside"
CODES: Final = frozenset({"E0581", "E0582"})
_NAMED: Final = re.compile(r"lifetime `('\w+)`")
_QUANTIFIED: Final = frozenset({
    "function_type", "higher_ranked_trait_bound", "where_predicate", "bounded_type", "abstract_type",
})  # fmt: skip
_ITEMS: Final = frozenset({"function_item", "impl_item", "struct_item", "trait_item", "enum_item", "type_item"})


def propose(case: Case) -> Iterator[Offer]:
    """Declare it on the item in place of the `for`, or say that it is `'static`."""
    said = _NAMED.search(case.error.message)
    quantifier = next((one for one in map(_quantifier, (case.node, *ancestors(case.node))) if one is not None), None)
    if said is None or quantifier is None:
        return
    name = said[1]
    item = next((one for one in ancestors(case.node) if one.type in _ITEMS), None)
    start, end = quantifier.start_byte, quantifier.end_byte
    if quantifier.type == "type_parameters" and quantifier.prev_sibling is not None:
        start = quantifier.prev_sibling.start_byte
    while case.text.source[end : end + 1] in {b" ", b"\n"}:
        end += 1
    dropped = (start, end, "")
    if text_of(quantifier).count("'") != 1 or item is None:
        return
    declared = _declared(item, name)
    if declared is not None:
        yield case.replace(LIKELY, f"`{name}` is chosen from outside: declare it on the item", dropped, declared)
    place = (case.spot.byte_start, case.spot.byte_end, case.found.replace(name, "'static"))
    yield case.replace(POSSIBLE, f"nothing that is handed in has `{name}`: `'static`", dropped, place)


def _quantifier(node: Node) -> Node | None:
    """Give the `for<'a>` that begins a node; it is one token group of its own in the tree."""
    if node.type not in _QUANTIFIED:
        return None
    for one in node.children:
        if one.type == "for_lifetimes":
            return one
        if one.type == "type_parameters" and one.prev_sibling is not None and one.prev_sibling.type == "for":
            return one
    return None


def _declared(item: Node, name: str) -> tuple[int, int, str] | None:
    generics = item.child_by_field_name("type_parameters")
    if generics is not None:
        return generics.start_byte + 1, generics.start_byte + 1, f"{name}, "
    named = item.child_by_field_name("name")
    return (named.end_byte, named.end_byte, f"<{name}>") if named is not None else None
