"""A closure whose parameters are not those that it is called with: their number, or their written types."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.listed import split_at
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "closure-head"
CODES: Final = frozenset({"E0593", "E0631"})
_COUNTS: Final = re.compile(r"is expected to take (\d+) arguments?, but it takes (\d+)")
_SIGNATURE: Final = re.compile(r"expected (?:closure|function) signature `(?:for<[^>]*> )?fn\((.*)\) -> _`")


def propose(case: Case) -> Iterator[Offer]:
    """Take a tuple apart, leave parameters out or in that nobody looks at, or take the types that are expected."""
    listed = next((node for node in map(_parameters, _closures(case)) if node is not None), None)
    if listed is None:
        return
    own = listed.named_children
    counts = _COUNTS.search(case.error.message)
    if counts:
        yield from _counted(case, listed, own, int(counts[1]))
        return
    expected = _SIGNATURE.search(case.error.rendered)
    types = split_at(re.sub(r"'\w+ ", "", expected[1]), ",") if expected else []
    parts = [
        (of_type.start_byte, of_type.end_byte, words)
        for one, words in zip(own, types, strict=False)
        if (of_type := one.child_by_field_name("type")) is not None and text_of(of_type) != words
    ]
    if parts and len(types) == len(own) and not any(re.search(r"\{|\b_\b", words) for _, _, words in parts):
        yield case.replace(LIKELY, "it is called with these types", *parts)


def _counted(case: Case, listed: Node, own: list[Node], wanted: int) -> Iterator[Offer]:
    start, end = listed.start_byte + 1, listed.end_byte - 1
    if wanted == 1 and len(own) > 1:
        yield case.replace(SURE, "it is called with one tuple", (start, start, "("), (end, end, ")"))
    if wanted > len(own):
        more = ", ".join("_" for _ in range(wanted - len(own)))
        yield case.replace(LIKELY, "it is called with more", (end, end, f", {more}" if own else more))
    elif wanted < len(own) and text_of(own[wanted]).startswith("_"):
        first = own[wanted].start_byte if not wanted else own[wanted - 1].end_byte
        yield case.replace(LIKELY, "it is called with less", (first, own[-1].end_byte, ""))


def _closures(case: Case) -> Iterator[Node]:
    """Yield the closures that the error points at."""
    for spot in case.error.spots:
        if spot.path != case.text.path or spot.note:
            continue
        node = enclosing(
            case.text.node(spot.byte_start, spot.byte_end), "closure_expression", "call_expression", "block"
        )
        if node is not None and node.type == "closure_expression":
            yield node
        arguments = (
            node.child_by_field_name("arguments") if node is not None and node.type == "call_expression" else None
        )
        yield from (one for one in (arguments.named_children if arguments else []) if one.type == "closure_expression")


def _parameters(closure: Node) -> Node | None:
    return closure.child_by_field_name("parameters")
