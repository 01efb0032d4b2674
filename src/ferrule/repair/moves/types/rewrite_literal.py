"""A literal of the wrong kind: the same value as a number, a text, a character or a truth value."""

import itertools
import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.types.conversions import BEFORE
from ferrule.repair.moves.types.expressions import binding, exact, walk
from ferrule.repair.moves.types.literals import alternatives, as_type
from ferrule.repair.moves.types.operands import fraction_of, operands
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import Type, read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import LITERALS

ID: Final = "rewrite-literal"
CODES: Final = frozenset({
    "E0308", "E0277", "E0271", "E0369", "E0599", "E0600", "E0604", "E0605", "E0606", "E0607", "E0608", "E0689", "E0070",
    "E0614", "E0368", "E0029",
})  # fmt: skip
_MOST: Final = 4
_OTHER_END: Final = re.compile(r"this is of type `([^`]+)`(?! but)")
_SOURCES: Final = ("due to this", "because", "is found to be of type")
"""Words for the place from which the other type comes."""
_LITERAL_TYPES: Final = ("{float}", "{integer}", "&str", "&'static str", "String", "char", "bool", "[u8;")
_WRAPPERS: Final = frozenset({"unary_expression", "parenthesized_expression", "reference_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Write the value in the form of the type that is expected there, or in its other forms where none is told."""
    once: set[tuple[int, str]] = set()
    for node, wanted in itertools.chain(_told(case), _beside(case)):
        written = text_of(node)
        forms = [as_type(written, wanted)] if wanted is not None else alternatives(written)
        for form in [form for form in forms if form and form != written][:_MOST]:
            if (node.start_byte, form) in once:
                continue
            once.add((node.start_byte, form))
            rank = BEFORE if wanted is not None else SURE if node.type == "call_expression" else LIKELY
            words = f"the literal is of the wrong kind: `{form}`"
            if wanted is not None and len(parts := _whole_list(node, wanted)) > 1:
                yield case.replace(BEFORE, "the literals of the list are of the wrong kind", *parts)
            yield case.replace(rank, words, (node.start_byte, node.end_byte, form))


def _told(case: Case) -> Iterator[tuple[Node, Type | None]]:
    """Yield literals with the type that the words of the error ask for there."""
    pair = pair_of(case.error)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    if pair is not None and node is not None:
        yield from ((one, pair.expected) for one in _literals(node))
        yield from _due_to(case, pair.found)
    if case.code == "E0029" and (end := _OTHER_END.search(case.words)):
        yield from ((one, read_type(end[1])) for one in _literals(node))
    seen = operands(case.text, case.error)
    if seen is not None:
        operation, left, right = seen
        if fraction_of(case, operation):
            return  # the whole number beside it is to become a fraction
        for side, wanted in (("right", left), ("left", right)):
            here = operation.child_by_field_name(side)
            yield from ((one, wanted) for one in _literals(here) if here is not None)


def _whole_list(node: Node, wanted: Type) -> list[tuple[int, int, str]]:
    """Give the edits for all literals of a list of literals alone; the compiler names but the first."""
    listed = node.parent
    inside = listed.named_children if listed is not None and listed.type in {"array_expression", "token_tree"} else []
    if any(one.type != node.type for one in inside):
        return []
    forms = [(one.start_byte, one.end_byte, as_type(text_of(one), wanted)) for one in inside]
    return forms if all(form for _, _, form in forms) else []


def _due_to(case: Case, found: Type) -> Iterator[tuple[Node, Type | None]]:
    """Yield the literals from which another type was inferred."""
    for spot in case.error.spots:
        if not spot.primary and spot.path == case.spot.path and any(mark in spot.label for mark in _SOURCES):
            node = exact(case.text, spot.byte_start, spot.byte_end)
            yield from ((one, found) for one in _literals(node))


def _beside(case: Case) -> Iterator[tuple[Node, Type | None]]:
    """Yield the only literal at the place of an error that does not tell what it expects."""
    if case.code == "E0308" or (case.code == "E0277" and not _may_be_literal(case)):
        return
    node = case.node
    while node.parent is not None and node.type in {"field_identifier", "identifier"}:
        node = node.parent
    inside = [one for one in walk(node) if one.type in LITERALS]
    if len(inside) == 1:
        yield inside[0], None


def _may_be_literal(case: Case) -> bool:
    return any(mark in case.error.message for mark in _LITERAL_TYPES)


def _literals(node: Node | None) -> Iterator[Node]:
    """Yield the literal that a node is, behind signs, borrows and the name of a variable, or that a call is made on."""
    for _ in range(6):
        if node is None:
            return
        if node.type in LITERALS or (node.type == "call_expression" and _owned_text(node)):
            yield node
            return
        if node.type == "identifier":
            let = binding(node)
            is_plain = let is not None and let.type == "let_declaration" and let.child_by_field_name("type") is None
            node = let.child_by_field_name("value") if let is not None and is_plain else None
        elif node.type in _WRAPPERS and node.named_children:
            node = node.named_children[-1]
        else:
            return


def _owned_text(call: Node) -> bool:
    """Say whether this is `"..".to_string()` and the like."""
    called = call.child_by_field_name("function")
    value = called.child_by_field_name("value") if called is not None else None
    method = text_of(called.child_by_field_name("field")) if called is not None else ""
    return value is not None and value.type == "string_literal" and method in {"to_string", "to_owned", "into"}
