"""A pattern of another kind than the value: `Ok(x)` for an `Option`, `&x` for what is no reference, a bare digit."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types.expressions import around, exact, walk
from ferrule.repair.moves.types.pairs import Pair, pair_of
from ferrule.syntax.items import text_of

ID: Final = "fit-pattern-kind"
CODES: Final = frozenset({"E0308"})
_VARIANTS: Final = {"Option": {"Ok": "Some", "Err": "None"}, "Result": {"Some": "Ok", "None": "Err(_)"}}
_PATHS: Final = frozenset({"identifier", "tuple_struct_pattern"})
_SCOPES: Final = frozenset({"match_block", "let_condition", "let_declaration"})


def propose(case: Case) -> Iterator[Offer]:
    """Write the pattern for the type that the value has; all arms of a match at once."""
    pair = pair_of(case.error)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    if pair is None or node is None:
        return
    if node.type == "reference_pattern" and pair.found.head == "&" and pair.expected.head != "&":
        inner = node.named_children[-1] if node.named_children else None
        yield from _lent(case, node)
        if inner is not None:
            words = "the value is no reference"
            yield case.replace(LIKELY, words, (node.start_byte, node.end_byte, text_of(inner)))
    elif {pair.expected.head, pair.found.head} == {"Option", "Result"}:
        yield from _variants(case, pair, node)
    elif pair.expected.head == "String" and node.type == "string_literal":
        yield from _as_text(node, case)
    elif pair.expected.head == "char":
        yield from _digits(case, node)


def _lent(case: Case, node: Node) -> Iterator[Offer]:
    """Match a reference to a part of `self`, where an arm expects one."""
    found = around(node, {"match_expression"}) if around(node, {"match_pattern"}) is not None else None
    value = found.child_by_field_name("value") if found is not None else None
    if value is not None and value.type in {"field_expression", "index_expression"}:
        yield case.replace(SURE, "the arms expect a reference: `&`", (value.start_byte, value.start_byte, "&"))


def _variants(case: Case, pair: Pair, node: Node) -> Iterator[Offer]:
    """Name the variants of the other type; a failure that is used cannot become nothing."""
    scope = around(node, set(_SCOPES))
    names = _VARIANTS[pair.expected.head]
    parts = []
    for pattern in _patterns(scope) if scope is not None else ():
        called = pattern.child_by_field_name("type") if pattern.type == "tuple_struct_pattern" else pattern
        new = names.get(text_of(called), "")
        if called is None or not new or pattern.type not in _PATHS:
            continue
        whole = new in {"None", "Err(_)"}
        end = pattern.end_byte if whole else called.end_byte
        parts.append((pattern.start_byte, end, new))
    if any(start <= case.spot.byte_start < end for start, end, _ in parts):
        yield case.replace(SURE, f"the value is of type `{pair.expected.head}`", *parts)


def _patterns(scope: Node) -> Iterator[Node]:
    """Yield the outermost patterns of a match, or the one of a `let`."""
    if scope.type != "match_block":
        pattern = scope.child_by_field_name("pattern")
        yield from [pattern] if pattern is not None else []
        return
    for arm in scope.named_children:
        pattern = arm.child_by_field_name("pattern") if arm.type == "match_arm" else None
        yield from pattern.named_children[:1] if pattern is not None else []


def _as_text(node: Node, case: Case) -> Iterator[Offer]:
    """Match the text of a `String`, where the arms are literal texts."""
    found = around(node, {"match_expression"}) if around(node, {"match_pattern"}) is not None else None
    value = found.child_by_field_name("value") if found is not None else None
    if value is not None and value.type in {"identifier", "field_expression", "call_expression"}:
        edit = (value.end_byte, value.end_byte, ".as_str()")
        yield case.replace(SURE, "the arms are texts: `.as_str()`", edit)


def _digits(case: Case, node: Node) -> Iterator[Offer]:
    """Quote the digits of a pattern for a character."""
    above: Node | None = node
    while above is not None and above.type not in {"match_pattern", "range_pattern"}:
        above = above.parent
    inside = [one for one in walk(above) if one.type == "integer_literal"] if above is not None else []
    if inside and all(len(text_of(one)) == 1 for one in inside):
        parts = [(one.start_byte, one.end_byte, f"'{text_of(one)}'") for one in inside]
        yield case.replace(POSSIBLE, "the value is a character", *parts)
