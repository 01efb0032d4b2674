"""Two operands of types that do not fit: one of them is converted, the narrower or the whole number first."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Finding
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.conversions import BEFORE, Way, ways
from ferrule.repair.moves.types.convert_value import fits, is_cast, value_of
from ferrule.repair.moves.types.expressions import exact, filled, function_around, return_type
from ferrule.repair.moves.types.numbers import keeps
from ferrule.repair.moves.types.pairs import operands_of, pair_of
from ferrule.repair.moves.types.typewords import FLOATS, SOME_FLOAT, Type, bare, is_integer, is_number, read_type, same
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import LITERALS

ID: Final = "convert-operand"
CODES: Final = frozenset({"E0277", "E0308", "E0369"})
_OPERATIONS: Final = frozenset({"binary_expression", "compound_assignment_expr"})
_LOOSE: Final = (".into()", ".to_string()", ".parse()")
"""Conversions that nobody makes only to compare or to count."""
_MOST: Final = 3


def propose(case: Case) -> Iterator[Offer]:
    """Convert the right operand to the type of the left one, or the left one to that of the right one."""
    seen = operands(case.text, case.error)
    if seen is None:
        return
    operation, left_type, right_type = seen
    left_type, right_type = (_closed(case, operation, one) for one in (left_type, right_type))
    left, right = operation.child_by_field_name("left"), operation.child_by_field_name("right")
    if left is None or right is None:
        return
    sides = [(right, left_type, right_type)]
    if operation.type == "binary_expression":
        sides.append((left, right_type, left_type))
    if left.type not in LITERALS and _left_first(left_type, right_type):
        sides.reverse()
    for worse, (node, expected, found) in enumerate(sides):
        yield from _offers(case, node, expected, found, worse)


def operands(text: Text, error: Finding) -> tuple[Node, Type, Type] | None:
    """Give the operation that an error is about and the types of its operands; None for another error."""
    told = operands_of(error)
    if told is not None:
        spot, _, left, right = told
        node = text.node(spot.byte_start, spot.byte_end)
        while node.parent is not None and node.type not in _OPERATIONS:
            node = node.parent
        return (node, read_type(left), read_type(right)) if node.type in _OPERATIONS else None
    pair = pair_of(error)
    here = exact(text, pair.start, pair.end) if pair is not None else None
    above = here.parent if here is not None else None
    if pair is None or above is None or above.type not in _OPERATIONS or above.child_by_field_name("right") != here:
        return None
    return above, pair.expected, pair.found


def fraction_of(case: Case, operation: Node) -> str:
    """Give the type of the fraction that an operation is to result in; empty where that is not said."""
    for error in case.errors:
        pair = pair_of(error)
        is_here = pair is not None and error.path == case.error.path and pair.expected.head in FLOATS
        if pair is not None and is_here and pair.start <= operation.start_byte and operation.end_byte <= pair.end:
            return pair.expected.head
    above = operation.parent
    function = function_around(operation)
    if above is not None and above.type == "let_declaration":
        told = text_of(above.child_by_field_name("type"))
    else:
        is_value = function is not None and above == function.child_by_field_name("body")
        told = return_type(function) if is_value else ""
    return told if told in FLOATS else ""


def _closed(case: Case, operation: Node, open_type: Type) -> Type:
    """Give a fraction without a type that of the result."""
    if open_type.head != SOME_FLOAT:
        return open_type
    return read_type(fraction_of(case, operation) or "f64")


def _left_first(left: Type, right: Type) -> bool:
    """Say whether rather the left operand is to be converted: it is narrower, or whole beside a fraction."""
    one, other = bare(left).head, bare(right).head
    if other in FLOATS and one not in FLOATS and is_number(bare(left)):
        return True
    return keeps(other, one) and not keeps(one, other)


def _offers(case: Case, node: Node, expected: Type, found: Type, worse: int) -> Iterator[Offer]:
    if is_integer(bare(expected)) and bare(found).head in FLOATS:
        return  # nobody means to cut off the fraction of an operand
    if node.type in LITERALS - {"char_literal"} or (is_cast(node, bare(found)) and is_number(expected)):
        return
    chosen = [way for way in _ways(expected, found) if fits(way, node)][:_MOST]
    for way in chosen:
        if "unwrap" in way.template and text_of(_operator(node)) in {"==", "!="}:
            continue  # whoever compares wants no panic
        words = f"`{expected.text}` and `{found.text}` do not go together: {way.template.replace('{}', 'it')}"
        yield case.replace(way.rank + worse, words, (node.start_byte, node.end_byte, filled(way.template, node)))
        bound = value_of(node)
        if bound is not None and way.template.startswith("{}") and " as " not in way.template:
            edit = (bound.start_byte, bound.end_byte, filled(way.template, bound))
            yield case.replace(max(way.rank, BEFORE) + worse, words, edit)


def _operator(node: Node) -> Node | None:
    return node.parent.child_by_field_name("operator") if node.parent is not None else None


def _ways(expected: Type, found: Type) -> Iterator[Way]:
    """Yield conversions to the other operand's type; a borrow is taken away before a value is borrowed."""
    is_in_option = expected.head == "Option" and len(expected.args) == 1 and expected.args[0].is_reference
    if is_in_option and same(expected.args[0].args[0], found):
        yield Way(LIKELY - 1, "Some(&{})")
        return
    if expected.is_reference and not found.is_reference and bare(expected).head == found.head:
        yield Way(LIKELY + 1, "&{}")
        return
    for way in ways(bare(expected) if is_number(bare(expected)) else expected, found):
        is_loose = any(mark in way.template for mark in _LOOSE)
        if not is_loose and not way.template.startswith(("vec!", "Some(", "Ok(")):
            yield way
