"""A trait that cannot be a trait object: what is in the way asks for a sized type, or the object becomes generic."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY, SURE
from ferrule.repair.moves.traits.generics import predicate_part
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "dyn-compatible"
CODES: Final = frozenset({"E0038"})
_MEMBERS: Final = frozenset({"function_item", "function_signature_item", "associated_type"})
_CAUSE: Final = re.compile(
    r"\.\.\.because (?:method|associated function|it contains generic associated type) `|function `"
)


def propose(case: Case) -> Iterator[Offer]:
    """Offer `where Self: Sized` on the methods that are in the way, and `impl Trait` for the object."""
    edits = tuple(dict.fromkeys(_sized(case)))
    if edits:
        yield case.offer(SURE, "the methods that no trait object can have ask for `Self: Sized`", edits)
    yield from _unbound(case)
    node = enclosing(case.node, "dynamic_type")
    if node is None:
        return
    if _is_open(node):
        words = text_of(node)
        part = (node.start_byte, node.end_byte, "impl " + words.removeprefix("dyn").strip())
        box = _box(node)
        yield case.replace(
            LIKELY if box is None else LAST, "one function for each type, in place of a trait object", part
        )
        if box is not None:
            yield case.replace(LAST, "the value itself, in place of a boxed object", (*box, part[2]))


def _unbound(case: Case) -> Iterator[Offer]:
    """Yield the trait without the `Self: Sized` that it asks of all types, where nothing else is in the way."""
    for spot in case.spots("because it requires `Self: Sized`"):
        text = case.open(spot.path)
        node = text.node(spot.byte_start, spot.byte_end) if text is not None else None
        item = enclosing(node, "trait_item")
        if text is None or node is None or item is None or text_of(node) != "Sized":
            continue
        clause, listed = enclosing(node, "where_clause"), node.parent
        if clause is not None and len(clause.named_children) == 1 and listed is not None:
            part = _out(node) if len(listed.named_children) > 1 else (clause.start_byte, clause.end_byte + 1, "")
            yield case.offer(LIKELY, "a trait object has no size: the trait does not ask for one", (text.edit(*part),))
        elif clause is None and listed is not None and listed.type == "trait_bounds":
            part = _out(node) if len(listed.named_children) > 1 else (listed.start_byte, listed.end_byte, "")
            yield case.offer(LIKELY, "a trait object has no size: the trait does not ask for one", (text.edit(*part),))


def _out(node: Node) -> tuple[int, int, str]:
    """Give the edit that takes one bound out of several."""
    before, after = node.prev_named_sibling, node.next_named_sibling
    if before is not None:
        return before.end_byte, node.end_byte, ""
    return node.start_byte, after.start_byte if after is not None else node.end_byte, ""


def _is_open(node: Node) -> bool:
    """Say whether a type stands where a function may leave it open: in a parameter, or in what it returns."""
    around = enclosing(
        node, "parameter", "closure_expression", "impl_item", "struct_item", "function_item", "let_declaration"
    )
    if around is None or around.type not in {"parameter", "function_item"}:
        return False
    returns = around.child_by_field_name("return_type")
    return around.type == "parameter" or (
        returns is not None and returns.start_byte <= node.start_byte < returns.end_byte
    )


def _sized(case: Case) -> Iterator[Edit]:
    """Yield the bounds for each method that a remark points at."""
    for spot in case.error.spots:
        text = case.open(spot.path) if _CAUSE.search(spot.label) else None
        node = enclosing(text.node(spot.byte_start, spot.byte_end), *_MEMBERS) if text is not None else None
        if text is None or node is None or re.search(r"\bSelf\s*:\s*Sized\b", text_of(node)):
            continue
        yield text.edit(*predicate_part(node, "Self: Sized"))


def _box(node: Node) -> tuple[int, int] | None:
    """Give the range of the `Box<...>` right around a trait object."""
    outer = enclosing(node.parent, "generic_type")
    if outer is None or text_of(outer.child_by_field_name("type")).rpartition("::")[2] != "Box":
        return None
    return outer.start_byte, outer.end_byte
