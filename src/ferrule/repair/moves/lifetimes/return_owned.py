"""A function or closure that gives a reference to what ends with it: it gives the value itself (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.lifetimes.owned import Part, is_changeable, own_types, references
from ferrule.repair.moves.lifetimes.owning import Owning
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.expressions import around, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS

ID: Final = "return-owned"
CODES: Final = frozenset({"E0515"})
_BODIES: Final = frozenset({"function_item", "closure_expression", "async_block"})
_MOST: Final = 24
"""Values of a body that are changed together."""


def propose(case: Case) -> Iterator[Offer]:
    """Change the return type and all values that are returned, in one offer."""
    node = case.node
    body = node if node.type == "closure_expression" else around(node, _BODIES)
    if body is None:
        return
    written = body.child_by_field_name("return_type")
    is_bound = body.type == "function_item" and _follows_a_trait(body)
    if is_bound and written is not None and references(written):
        return
    parts, copies = _values(case, body, written)
    if not parts or len(parts) > _MOST or (copies and is_changeable(text_of(written))):
        return
    types = own_types(written) if written is not None else _annotation(body)
    if written is not None and references(written) and not types:
        return
    yield case.replace(LIKELY, "what it points to ends with the function: give the value itself", *types, *parts)


def _values(case: Case, body: Node, written: Node | None) -> tuple[list[Part], int]:
    """Give the edits of the values, and how many of them copy what lives on."""
    doomed = tuple(
        (spot.byte_start, spot.byte_end)
        for error in case.errors
        for spot in error.spots
        if error.rule == "E0515" and spot.primary and spot.path == case.spot.path
    )
    owning = Owning(doomed, text_of(body.child_by_field_name("name")) if body.type == "function_item" else "")
    for value in _returned(body):
        owning.value(value, written if written is not None and references(written) else None)
    return owning.parts, owning.copies


def _returned(body: Node) -> Iterator[Node | None]:
    """Yield the value of a body, and what its `return`s give."""
    inside = body.child_by_field_name("body") or (body.named_children[-1] if body.named_children else None)
    yield inside
    for one in walk(inside) if inside is not None else ():
        if one.type == "return_expression" and _belongs(one, body):
            yield one.named_children[0] if one.named_children else None


def _belongs(node: Node, body: Node) -> bool:
    above = node.parent
    while above is not None and above != body:
        if above.type in _BODIES or above.type in ITEMS:
            return False
        above = above.parent
    return above is not None


def _follows_a_trait(function: Node) -> bool:
    """Say whether a trait fixes what the function gives."""
    impl = around(function, {"impl_item", "trait_item"})
    return impl is not None and (impl.type == "trait_item" or impl.child_by_field_name("trait") is not None)


def _annotation(closure: Node) -> list[Part]:
    """Give the edits of the type that is written for what is made with a closure."""
    declaration = around(closure, {"let_declaration"})
    function = around(closure, {"function_item", "closure_expression"})
    of_type = declaration.child_by_field_name("type") if declaration is not None else None
    if closure.type == "function_item" or declaration is None or of_type is None or function is None:
        return []
    return own_types(of_type) if function.start_byte < declaration.start_byte else []
