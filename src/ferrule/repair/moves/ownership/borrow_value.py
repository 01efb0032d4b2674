"""A value that is only bound or matched, and used again afterwards, is borrowed there (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.ownership.given import Given, given, is_again, type_of
from ferrule.repair.moves.types.expressions import ancestors, filled
from ferrule.syntax.macros import closed
from ferrule.syntax.uses import place
from ferrule.syntax.variables import around_function, variables

ID: Final = "borrow-value"
CODES: Final = frozenset({"E0382", "E0505", "E0507", "E0508", "E0509"})
_SEEN: Final = frozenset({"match_expression", "let_condition", "let_declaration"})
_PATTERNS: Final = frozenset({"identifier", "tuple_pattern", "struct_pattern", "tuple_struct_pattern"})
_PLACES: Final = frozenset({"identifier", "self", "field_expression", "index_expression", "unary_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Put `&` before what is bound or matched, or `&mut *` before a reference that is bound under another name."""
    lost = given(case)
    if lost is None:
        return
    if type_of(case).startswith("&mut"):
        yield from _again(case, lost)
        return
    value = lost.value if lost.value.type in _PLACES else None
    matched = _matched(lost.value)
    if matched is not None:
        yield _lent(case, matched, "what is matched is borrowed: it is used afterwards", LIKELY)
    elif value is not None and lost.call is None and value.parent is not None and _is_bound(value):
        rank = LIKELY if is_again(case) else SURE
        yield _lent(case, value, "it is used afterwards: the name stands for a reference to it", rank)


def _lent(case: Case, value: Node, message: str, rank: int) -> Offer:
    if value.type == "unary_expression" and value.children[0].type == "*" and value.named_children:
        return case.replace(rank, message, (value.start_byte, value.named_children[0].start_byte, "&*"))
    return case.replace(rank, message, (value.start_byte, value.end_byte, closed(filled("&{}", value))))


def _is_bound(value: Node) -> bool:
    above = value.parent
    pattern = above.child_by_field_name("pattern") if above is not None else None
    if above is None or above.type != "let_declaration" or above.child_by_field_name("value") != value:
        return False
    return pattern is not None and pattern.type in _PATTERNS and above.child_by_field_name("type") is None


def _matched(bound: Node) -> Node | None:
    """Give what a pattern is matched with, where the place that is moved is a name in the pattern; None otherwise."""
    inner = bound
    for above in ancestors(bound):
        if above.type in _SEEN:
            pattern, value = above.child_by_field_name("pattern"), above.child_by_field_name("value")
            if above.type == "match_expression":
                return value if _in_pattern(bound, above) and value is not None and value.type in _PLACES else None
            is_inside = pattern is not None and inner == pattern and value is not None and value.type in _PLACES
            return value if is_inside else None
        if above.type in {"block", "closure_expression", "call_expression"}:
            return None
        inner = above
    return None


def _in_pattern(bound: Node, match: Node) -> bool:
    arm = next((one for one in ancestors(bound) if one.type == "match_arm"), None)
    pattern = arm.child_by_field_name("pattern") if arm is not None else None
    return pattern is not None and pattern.start_byte <= bound.start_byte < pattern.end_byte <= match.end_byte


def _again(case: Case, lost: Given) -> Iterator[Offer]:
    """Yield the reborrow of a `&mut` reference that was bound to another name."""
    function = around_function(lost.value)
    name = case.quoted[0] if case.quoted else ""
    for variable in variables(function) if function is not None else ():
        if variable.name != name:
            continue
        for use in variable.uses:
            above = use.parent
            is_whole = place(use) == use and above is not None and above.type == "let_declaration"
            if is_whole and above is not None and above.child_by_field_name("value") == use:
                message = f"`{name}` is used afterwards: what it points to is borrowed again"
                yield case.replace(SURE, message, (use.start_byte, use.end_byte, f"&mut *{name}"))
                return
