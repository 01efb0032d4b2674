"""A trait that no object can have, only lent: one function for each type in place of it, through all signatures."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.design.objects import objects, trait_at
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.types.expressions import ancestors
from ferrule.syntax.items import text_of

ID: Final = "open-types"
CODES: Final = frozenset({"E0038"})
RANK: Final = 80
_MOST: Final = 40
_CLOSED: Final = frozenset({"closure_parameters", "function_type", "trait_item", "bracketed_type"})


def propose(case: Case) -> Iterator[Offer]:
    """Write `impl Trait` in every parameter, and leave the type open where a variable or a cast named it."""
    name = trait_at(case)
    edits = list[Edit]()
    for plain, _ in files(case) if name else ():
        text = shown(plain)
        for node in objects(text, name):
            parts = _opened(node)
            if parts is None:
                return
            edits += as_edits(text, parts)
    if edits and len(edits) <= _MOST:
        yield case.offer(RANK, f"`{name}` cannot be an object: one function for each type that has it", edits)


def _opened(node: Node) -> list[Part] | None:
    """Give the edits for one object that is lent; None where the type cannot be left open."""
    above = node.parent
    if above is None or above.type != "reference_type":
        return None
    outer = above.parent
    if outer is None:
        return None
    if outer.type == "parameter" and not any(one.type in _CLOSED for one in ancestors(outer)):
        words = text_of(node).removeprefix("dyn").strip()
        return [(node.start_byte, node.end_byte, f"impl {words}")]
    if outer.type == "let_declaration":
        pattern = outer.child_by_field_name("pattern")
        return [(pattern.end_byte, above.end_byte, "")] if pattern is not None else None
    if outer.type == "type_cast_expression":
        value = outer.child_by_field_name("value")
        return [(value.end_byte, outer.end_byte, "")] if value is not None else None
    return None
