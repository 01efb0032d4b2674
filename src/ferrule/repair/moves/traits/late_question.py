"""A variable that may be nothing, or a failure, and is used as what is in it: its value lacks a `?`."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.traits.adapted import ASKING
from ferrule.repair.moves.types.conversions import BEFORE
from ferrule.repair.moves.types.expressions import FUNCTIONS, ancestors, around, filled, return_type, walk
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import bare, read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import LITERALS

ID: Final = "hand-on-where-made"
CODES: Final = frozenset({
    "E0277", "E0308", "E0368", "E0369", "E0599", "E0600", "E0604", "E0605", "E0606", "E0608", "E0609", "E0610", "E0614",
    "E0618",
})  # fmt: skip
_FAILING: Final = frozenset({"Option", "Result"})
_WRAPPED: Final = re.compile(r"\b(Option|Result)<")
_HELD: Final = re.compile(r"^\{(\w+)(?::[^}]*)?\}$")
"""A variable in a text that is formatted."""
_PARTS: Final = frozenset({
    "binary_expression", "compound_assignment_expr", "unary_expression", "index_expression", "type_cast_expression",
})  # fmt: skip
_PEELED: Final = frozenset({"reference_expression", "unary_expression", "parenthesized_expression"})
_ASKING_FIRST: Final = frozenset({"if_expression", "match_expression", "for_expression", "while_expression"})
_BRANCHES: Final = _ASKING_FIRST | {"loop_expression", "closure_expression", "match_arm", "else_clause"}
_CLOSED: Final = frozenset({"match_expression", "if_expression", "unsafe_block", "block"})
"""Expressions that a `?` may follow although no call may begin with them."""
_NEVER: Final = LITERALS | {
    "try_expression", "closure_expression", "struct_expression", "array_expression", "tuple_expression",
    "range_expression", "binary_expression",
}  # fmt: skip
_ANSWER: Final = re.compile(r"^(?:return\s+)?(?:Ok|Err|Some)\(|^None$")
_SHOWN: Final = "this expression has type"


def propose(case: Case) -> Iterator[Offer]:
    """Write `?` behind the value of the `let` that the name at the error stands for, where its failure has a way."""
    told = {found for spot in case.error.spots for found in _WRAPPED.findall(spot.label)}
    told.update(_WRAPPED.findall(case.error.message))
    if not told or _are_both(case):
        return
    seen: set[int] = set()
    for place, name in _names(case):
        value = _value(place, name)
        if value is None or value.start_byte in seen or _is_asked(value, name):
            continue
        if _has_way(value, told):
            seen.add(value.start_byte)
            words = f"`{name}` is used as what is in it: `?` where it is made"
            yield case.replace(_rank(case) if _is_straight(place, value) else POSSIBLE, words, *_asked(value))


def _is_straight(place: Node, value: Node) -> bool:
    """Say whether the name is reached whenever its value is made: a `?` there leaves no earlier than at the name."""
    for above in ancestors(place):
        if above.start_byte <= value.start_byte:
            return True
        if above.type in _BRANCHES and above.start_byte > value.end_byte:
            return above.type in _ASKING_FIRST and _stands_in_head(above, place)
    return False


def _stands_in_head(branch: Node, place: Node) -> bool:
    head = branch.child_by_field_name("condition") or branch.child_by_field_name("value")
    return head is not None and head.start_byte <= place.start_byte < head.end_byte


def _are_both(case: Case) -> bool:
    """Say whether what is wanted may fail as what is found does: then another part of the types is wrong."""
    pair = pair_of(case.error) if case.code == "E0308" else None
    return pair is not None and bare(pair.expected).head == bare(pair.found).head


def _rank(case: Case) -> int:
    """Put it behind `Some(...)` around what a variable is compared with, unless several patterns would need that."""
    if case.code == "E0277" and case.node.type not in _PARTS:
        return SURE + 1  # a bound that the compiler tells of at the name itself, which `propagate` answers there
    pair = pair_of(case.error) if case.code == "E0308" else None
    if pair is None or bare(pair.expected).head not in _FAILING:
        return BEFORE
    shown = {(spot.byte_start, spot.byte_end) for spot in case.spots(_SHOWN)}
    alike = (spot for error in case.errors for spot in error.spots if _SHOWN in spot.label)
    return BEFORE if sum((spot.byte_start, spot.byte_end) in shown for spot in alike) > 1 else LIKELY


def _names(case: Case) -> Iterator[tuple[Node, str]]:
    """Yield the variables at the places of the error, and those whose type the compiler tells beside it."""
    for spot in case.error.spots:
        if spot.path != case.text.path or spot.note or not (spot.primary or _WRAPPED.search(spot.label)):
            continue
        node = case.text.node(spot.byte_start, spot.byte_end)
        held = _HELD.match(case.text.at(spot.byte_start, spot.byte_end))
        if held is not None:
            yield node, held[1]
        for one in _looked_at(case, node):
            if one.type == "identifier":
                yield one, text_of(one)


def _looked_at(case: Case, node: Node) -> Iterator[Node]:
    """Yield the values that a place is about: of a method what it is called on, of an operator both operands."""
    above = node.parent
    if node.type == "field_identifier" and above is not None and above.type == "field_expression":
        inside = above.named_children[:1]
    elif node.type in _PARTS:
        inside = node.named_children
    else:
        is_compared = case.code == "E0308" and above is not None and above.type == "binary_expression"
        inside = [node, *(above.named_children if is_compared and above is not None else ())]
    yield from map(_peeled, inside)


def _peeled(node: Node) -> Node:
    """Give what is behind `&`, `*` and parentheses."""
    while node.type in _PEELED and node.named_children:
        node = node.named_children[-1]
    return node


def _value(place: Node, name: str) -> Node | None:
    """Give what a variable is made of; None unless it is bound by a plain `let` that names no type."""
    here = place
    for above in ancestors(place):
        lets = [one for one in above.named_children if one.end_byte <= here.start_byte and _binds(one, name)]
        if above.type == "block" and lets:
            return _open(lets[-1])
        parameters = above.child_by_field_name("parameters") if above.type in FUNCTIONS else None
        if above.type == "function_item" or re.search(rf"\b{name}\b", text_of(parameters)):
            return None
        here = above
    return None


def _binds(node: Node, name: str) -> bool:
    pattern = text_of(node.child_by_field_name("pattern")) if node.type == "let_declaration" else ""
    return re.search(rf"\b{name}\b", pattern) is not None


def _open(let: Node) -> Node | None:
    """Give the value of a `let`, without a `&` before it, where a `?` can be all that it lacks."""
    value, pattern = let.child_by_field_name("value"), let.child_by_field_name("pattern")
    is_plain = pattern is not None and pattern.type == "identifier"
    if not is_plain or any(let.child_by_field_name(one) is not None for one in ("type", "alternative")):
        return None
    while value is not None and value.type == "reference_expression":
        value = value.child_by_field_name("value")
    return value if value is not None and value.type not in _NEVER else None


def _is_asked(value: Node, name: str) -> bool:
    """Say whether the variable is asked somewhere whether there is anything in it."""
    outer = around(value, FUNCTIONS)
    uses = (one for one in walk(outer) if one.type == "identifier") if outer is not None else iter(())
    for above in (one.parent for one in uses if one.start_byte > value.end_byte and text_of(one) == name):
        if above is None:
            continue
        method, pattern = (text_of(above.child_by_field_name(one)) for one in ("field", "pattern"))
        if above.type == "try_expression" or method in ASKING or _ANSWER.match(pattern):
            return True
    return False


def _has_way(value: Node, told: set[str]) -> bool:
    """Say whether what is around a value hands on what these types may lack; of a closure its own answers tell."""
    outer = around(value, FUNCTIONS | {"async_block", "const_item", "static_item"})
    written = read_type(return_type(outer)).head
    if written:
        return written == "Option" in told or (written.endswith("Result") and "Result" in told)
    if outer is None or outer.type not in {"closure_expression", "async_block"}:
        return False
    inside = list(walk(outer))
    return any(one.type == "try_expression" or _ANSWER.match(text_of(one)) for one in inside)


def _asked(value: Node) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that put a `?` behind a value, and parentheses around it where it needs them."""
    made = "{}?" if value.type in _CLOSED else filled("{}?", value).replace(text_of(value), "{}")
    before, _, after = made.partition("{}")
    if before:
        yield value.start_byte, value.start_byte, before
    yield value.end_byte, value.end_byte, after
