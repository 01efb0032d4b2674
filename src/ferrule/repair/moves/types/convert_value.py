"""A value of the wrong type where it is used: converted there, or where the variable gets it."""

import itertools
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.types.conversions import BEFORE, Way, ways
from ferrule.repair.moves.types.expressions import binding, exact, filled, function_around, return_type
from ferrule.repair.moves.types.own_conversions import own_ways
from ferrule.repair.moves.types.pairs import Pair, pair_of
from ferrule.repair.moves.types.typewords import Type, is_number, read_type, same, spoken
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import LITERALS

ID: Final = "convert-value"
CODES: Final = frozenset({"E0308", "E0277", "E0271"})
_MOST: Final = 6
_THROUGH: Final = frozenset({"&mut *{}", "&*{}"})
_DEEPEST: Final = 8
_PLACES: Final = frozenset({"identifier", "field_expression", "index_expression"})
_FAILING: Final = frozenset({"Option", "Result"})


def propose(case: Case) -> Iterator[Offer]:
    """Convert by the pair of types: where the error is, and where a variable that is used wrongly gets its value."""
    pair = pair_of(case.error)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end) if pair else None
    if pair is None or node is None or node.type in LITERALS - {"string_literal", "char_literal"}:
        return
    if node.type.endswith(("_pattern", "for_expression", "while_expression")) or (
        case.code == "E0271" and "` to return `" not in case.error.message
    ):
        return
    if node.parent is not None and node.parent.child_by_field_name("operator") is not None and node.prev_sibling:
        return  # the right one of two operands: rather the other may be wrong
    if node.type == "range_expression" and pair.found.head.startswith("Range"):
        yield from _range(case, node)
    if (pair.expected.head, pair.found.head) == ("&mut", "&") and same(pair.expected.args[0], pair.found.args[0]):
        return  # a reference to the reference would be changed, and never the value
    yield from _annotated(case, pair, node)
    yield from _all_texts(case, pair, node)
    yield from _element(case, pair, node)
    whole, node = node, _value(node)
    if is_cast(node, pair.found) and is_number(pair.expected):
        return  # its target is wrong
    found = [way for way in _all_ways(case, pair) if fits(way, node) and not _dangles(way, pair, node)]
    bound = value_of(node)
    for way in itertools.islice(found, _MOST):
        words = f"expected `{pair.expected.text}`, found `{pair.found.text}`: {way.template.replace('{}', 'it')}"
        if bound is not None and "&" not in way.template:
            rank = min(way.rank, BEFORE) if _wrong_uses(case, bound) > 1 else max(way.rank, LIKELY) + 1
            rank = min(rank, way.rank - 1) if way.template == "{}?" else rank
            yield case.replace(rank, words, (bound.start_byte, bound.end_byte, filled(way.template, bound)))
        taken = whole if way.template in _THROUGH else node
        yield case.replace(way.rank, words, (taken.start_byte, taken.end_byte, _made(way.template, taken)))


def _all_texts(case: Case, pair: Pair, node: Node) -> Iterator[Offer]:
    """Own all the texts of a list at once: the compiler names but the first."""
    listed = node.parent
    is_list = listed is not None and listed.type in {"array_expression", "token_tree"}
    if listed is not None and listed.type == "array_expression" and "dyn " in pair.expected.text:
        yield from _all_boxed(case, pair, listed)
    if listed is None or not is_list or pair.expected.head != "String" or node.type != "string_literal":
        return
    inside = [one for one in listed.named_children if one.type == "string_literal"]
    if len(inside) == len(listed.named_children) > 1:
        parts = [(one.end_byte, one.end_byte, ".to_string()") for one in inside]
        yield case.replace(BEFORE, "the list is of `String`s", *parts)


def _all_boxed(case: Case, pair: Pair, listed: Node) -> Iterator[Offer]:
    """Box all the values of a list of trait objects at once, those that are not yet boxed."""
    head = pair.expected.head
    inside = [one for one in listed.named_children if "comment" not in one.type]
    plain = [one for one in inside if not text_of(one).startswith(f"{head}::")]
    if head in {"Box", "Rc", "Arc"} and len(plain) > 1 and pair.found.head != head:
        parts = [(one.start_byte, one.end_byte, filled(f"{head}::new({{}})", one)) for one in plain]
        yield case.replace(BEFORE, "the list is of trait objects: box what is in it", *parts)


def _element(case: Case, pair: Pair, node: Node) -> Iterator[Offer]:
    """Convert the only element of a tuple that is of another type."""
    inside = node.named_children
    if node.type != "tuple_expression" or not len(inside) == len(pair.expected.args) == len(pair.found.args):
        return
    parts = zip(inside, pair.expected.args, pair.found.args, strict=True)
    wrong = [part for part in parts if not same(part[1], part[2])]
    for element, expected, found in wrong if len(wrong) == 1 else ():
        for way in itertools.islice((way for way in ways(expected, found) if fits(way, node)), _MOST // 2):
            words = f"expected `{expected.text}`, found `{found.text}`: {way.template.replace('{}', 'it')}"
            yield case.replace(way.rank, words, (element.start_byte, element.end_byte, filled(way.template, element)))


def _annotated(case: Case, pair: Pair, node: Node) -> Iterator[Offer]:
    """Give a variable the wanted type where it gets its value, which may fit there: an array for a slice, a `dyn`."""
    let = binding(node) if node.type == "identifier" else None
    pattern = let.child_by_field_name("pattern") if let is not None else None
    told = spoken(pair.expected.text)
    if pattern is None or value_of(node) is None or not told or pair.expected.head != pair.found.head:
        return
    if pair.expected.args and not (is_number(pair.expected) or pair.expected.is_reference):
        edit = (pattern.end_byte, pattern.end_byte, f": {told}")
        yield case.replace(SURE, f"it is used as `{told}`: say so where it is made", edit)


def is_cast(node: Node, found: Type, depth: int = 0) -> bool:
    """Say whether an expression has its type from a cast in it, as `(a as u8 + 1)` has."""
    if depth < _DEEPEST and node.type in {"parenthesized_expression", "binary_expression"}:
        return any(is_cast(one, found, depth + 1) for one in node.named_children)
    target = text_of(node.child_by_field_name("type")) if node.type == "type_cast_expression" else ""
    return bool(target) and target == found.head


def fits(way: Way, node: Node) -> bool:
    """Say whether a conversion can stand here: a `?` only in a function that hands on what is missing."""
    if ".parse()" in way.template and node.type in LITERALS:
        return False  # a text that is a number is rewritten as one
    if text_of(node) == "None" and "unwrap" in way.template:
        return False
    if "?" not in way.template:
        return True
    return read_type(return_type(function_around(node))).head in _FAILING


def _range(case: Case, node: Node) -> Iterator[Offer]:
    """Cast both ends of a range that is used as an index."""
    ends = [one for one in node.named_children if one.type not in LITERALS]
    parts = [(one.start_byte, one.end_byte, filled("{} as usize", one)) for one in ends]
    if parts:
        yield case.replace(LIKELY, "an index is a `usize`: cast the ends of the range", *parts)


def _all_ways(case: Case, pair: Pair) -> Iterator[Way]:
    yield from own_ways(case, pair.expected, pair.found)
    yield from ways(pair.expected, pair.found)


def _value(node: Node) -> Node:
    """Give the value behind a `&` that the compiler was shown, for conversions that replace the borrow itself."""
    inner = node.named_children[-1] if node.type == "reference_expression" and node.named_children else None
    return inner if inner is not None and inner.type == "parenthesized_expression" else node


def _made(template: str, node: Node) -> str:
    if template in _THROUGH and node.type == "reference_expression":
        return template.replace("{}", text_of(node.child_by_field_name("value")))
    if node.type == "reference_expression" and template.startswith("{}.as_"):  # `&name` as in `&name.as_str()`
        value = node.child_by_field_name("value")
        return filled(template, value) if value is not None else filled(template, node)
    if node.type == "shorthand_field_initializer":
        return f"{text_of(node)}: {template.replace('{}', text_of(node))}"
    return filled(template, node)


def value_of(node: Node) -> Node | None:
    """Give the value of the `let` without a type that a variable stands for."""
    let = binding(node) if node.type == "identifier" else None
    if let is None or let.type != "let_declaration" or let.child_by_field_name("type") is not None:
        return None
    return let.child_by_field_name("value")


def _wrong_uses(case: Case, value: Node) -> int:
    """Count the errors at variables that stand for this value."""
    places: set[int] = set()
    for error in case.errors:
        for spot in error.spots[:1]:
            node = case.text.node(spot.byte_start, spot.byte_end) if spot.path == case.spot.path else None
            let = binding(node) if node is not None and node.type == "identifier" else None
            if let is not None and let.child_by_field_name("value") == value:
                places.add(spot.byte_start)
    return len(places)


def _dangles(way: Way, pair: Pair, node: Node) -> bool:
    """Say whether a pointer would point to what is gone: only what is lent to a call, and stays, can be lent."""
    if not pair.expected.head.startswith("*") or not way.template.startswith("&"):
        return False
    is_argument = node.parent is not None and node.parent.type == "arguments"
    return not is_argument or node.type not in _PLACES
