"""Values of different types where one is wanted: a boxed object of the trait that they share (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.design.made_types import common_traits, made_type
from ferrule.repair.moves.design.returned import values
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.lifetimes.owning import leaves
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import own_trait
from ferrule.repair.moves.types.expressions import around, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function, variable_of

ID: Final = "box-branches"
CODES: Final = frozenset({"E0308", "E0277"})
RANK: Final = 80
_MOST: Final = 24


def propose(case: Case) -> Iterator[Offer]:
    """Box each value, and write the trait for the type of the function or of the variable."""
    text = shown(case.text)
    node = text.node(case.spot.byte_start, case.spot.byte_end)
    function = around_function(node)
    if function is None:
        return
    yield from _returned(case, text, function)
    let = node if node.type == "let_declaration" else around(node, {"let_declaration"})
    if let is not None and let.start_byte > function.start_byte:
        yield from _bound(case, text, let)


def _returned(case: Case, text: Text, function: Node) -> Iterator[Offer]:
    """Yield the boxed form of a function that gives `impl Trait`, or a list of it."""
    written = function.child_by_field_name("return_type")
    hidden = next((one for one in walk(written) if one.type == "abstract_type"), None) if written is not None else None
    if written is None or hidden is None or not _is_about(case, function):
        return
    given = list(values(function))
    if hidden != written:
        listed = re.match(r"(?:Vec|VecDeque|Option)<", text_of(written))
        given = [one for value in given for one in _elements(value)] if listed else []
    if len(given) > 1:
        words = text_of(hidden).removeprefix("impl").strip()
        parts: list[Part] = [(hidden.start_byte, hidden.end_byte, f"Box<dyn {words}>"), *_boxed(given)]
        yield from _offer(case, text, parts, "it gives values of several types: each is boxed")


def _is_about(case: Case, function: Node) -> bool:
    """Say whether the error speaks of the values of the function's own."""
    given = list(values(function))
    places = [spot for spot in case.error.spots if spot.path == case.text.path]
    around_it = [one for one in case.error.spots if "incompatible types" in one.label or one.primary]
    body = function.child_by_field_name("body")
    tail = body.named_children[-1] if body is not None and body.named_children else None
    within = any(one.start_byte <= spot.byte_start < one.end_byte for one in given for spot in places)
    return within or any(tail is not None and tail.start_byte <= one.byte_start < tail.end_byte for one in around_it)


def _bound(case: Case, text: Text, let: Node) -> Iterator[Offer]:
    """Yield the boxed form of a variable whose branches or elements are of several types."""
    value, pattern = let.child_by_field_name("value"), let.child_by_field_name("pattern")
    written = let.child_by_field_name("type")
    if value is None or pattern is None or pattern.type != "identifier" or written is not None:
        return
    elements = _elements(value)
    given = elements or list(leaves(value))
    if len(given) < 2:
        return
    of_trait = _closures(given, let) or _shared(case, given, pattern)
    if not of_trait:
        return
    boxed = f"Box<dyn {of_trait}>"
    listed = f"Vec<{boxed}>" if elements and not text_of(value).startswith("[") else f"[{boxed}; {len(elements)}]"
    parts: list[Part] = [(pattern.end_byte, pattern.end_byte, f": {listed if elements else boxed}"), *_boxed(given)]
    yield from _offer(case, text, parts, f"`{text_of(pattern)}` holds values of several types: each is boxed")


def _closures(given: list[Node], let: Node) -> str:
    """Give the trait of closures that take as many values; empty for anything else."""
    if any(one.type != "closure_expression" for one in given):
        return ""
    counts = {len(_parameters(one)) for one in given}
    if len(counts) != 1:
        return ""
    changes = any(child.type == "mutable_specifier" for child in let.children)
    return f"{'FnMut' if changes else 'Fn'}({', '.join('_' * counts.pop())}) -> _"


def _parameters(closure: Node) -> list[Node]:
    listed = closure.child_by_field_name("parameters")
    return [one for one in listed.named_children if "comment" not in one.type] if listed is not None else []


def _shared(case: Case, given: list[Node], pattern: Node) -> str:
    """Give the trait of the crate that all these values have, and of which something is used; empty for none."""
    names = {made_type(case, one) for one in given}
    if "" in names or len(names) < 2:
        return ""
    found = common_traits(case, names)
    variable = variable_of(pattern)
    around_it = text_of(variable.scope) if variable is not None else ""
    used = [one for one in found if (placed := own_trait(case, one)) is not None
            and any(re.search(rf"\.\s*{member.name}\b", around_it) for member in placed.item.members)]  # fmt: skip
    chosen = used or found
    return chosen[0] if len(chosen) == 1 and own_trait(case, chosen[0]) is not None else ""


def _elements(value: Node) -> list[Node]:
    """Give what stands in `vec![..]` or `[..]`; none for any other expression."""
    listed: Node | None = value
    if text_of(value).startswith("&*&*["):
        listed = next((one for one in walk(value) if one.type == "array_expression"), None)
    if listed is None or listed.type != "array_expression" or listed.child_by_field_name("length") is not None:
        return []
    return [one for one in listed.named_children if "comment" not in one.type]


def _boxed(given: list[Node]) -> Iterator[Part]:
    for one in given:
        if not text_of(one).startswith("Box::new("):
            yield one.start_byte, one.start_byte, "Box::new("
            yield one.end_byte, one.end_byte, ")"


def _offer(case: Case, text: Text, parts: list[Part], message: str) -> Iterator[Offer]:
    if len(parts) <= _MOST:
        yield case.offer(RANK, message, as_edits(text, parts))
