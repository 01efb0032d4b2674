"""Two elements of one list that are changed together: both are asked for at once (P16)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import Conflict, arguments_around, chain, conflict, fresh_name, new_line
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.receivers import own_functions
from ferrule.repair.moves.borrows.traces import independent
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import statement_around

ID: Final = "split-elements"
CODES: Final = frozenset({"E0499", "E0502"})


def propose(case: Case) -> Iterator[Offer]:
    """Split the list between two known places or at a shared bound; else `get_disjoint_mut` finds both."""
    found = conflict(case)
    if found is None or found.first is None:
        return
    one, other = (_element(node) or _through(case, node) for node in (found.first, found.now))
    if one is None or other is None or one[1] != other[1] or one[2] == other[2]:
        return
    if one[0].start_byte >= other[0].start_byte:
        return
    lets = [statement_around(part[0]) for part in (one, other)]
    if lets[0] is None or lets[1] is None:
        return
    if lets[0] == lets[1]:
        yield from _arguments(case, found, (one, other), lets[0])
    elif _stays(case, (lets[0], lets[1]), (one, other)) and all(
        let.child_by_field_name("value") == part[0] for let, part in zip(lets, (one, other), strict=True) if let
    ):
        yield from _bound(case, (one, other), (lets[0], lets[1]))


_LENT: Final = re.compile(r"\{\s*&mut\s+(?P<list>self(?:\.\w+)+)\[(?P<index>\w+)\]\s*\}")
_SWAP: Final = frozenset({"std::mem::swap", "core::mem::swap", "mem::swap", "swap"})
_Element = tuple[Node, str, str]
"""The borrow, the list and the index of an element."""


def _element(node: Node) -> _Element | None:
    around: Node | None = node
    while around is not None and around.type != "reference_expression":
        if around.type not in {"identifier", "self", "field_expression", "index_expression", "unary_expression"}:
            return None
        around = around.parent
    inside = around.named_children[-1] if around is not None else None
    if around is None or inside is None or inside.type != "index_expression" or len(inside.named_children) != 2:
        return None
    return around, text_of(inside.named_children[0]), text_of(inside.named_children[1])


def _through(case: Case, node: Node) -> _Element | None:
    """Give the element that a method of the crate lends, which does nothing but that: `self.cell(n)`."""
    call = chain(node)
    called, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    if call.type != "call_expression" or called is None or called.type != "field_expression" or given is None:
        return None
    own = own_functions(case, text_of(called.child_by_field_name("field")), None)
    if len(own) != 1 or own[0].item.body is None or len(own[0].item.params) != len(given.named_children) + 1:
        return None
    lent = _LENT.fullmatch(own[0].text.at(*own[0].item.body))
    names = [one.pattern for one in own[0].item.params[1:]]
    if lent is None or names != [lent["index"]]:
        return None
    owner = text_of(called.child_by_field_name("value")) + lent["list"].removeprefix("self")
    return call, owner, text_of(given.named_children[0])


def _stays(case: Case, lets: tuple[Node, Node], parts: tuple[_Element, _Element]) -> bool:
    """Say whether the second place is the same where the first `let` stands: nothing between changes its index."""
    between, node = list[Node](), lets[0].next_named_sibling
    while node is not None and node != lets[1]:
        between.append(node)
        node = node.next_named_sibling
    index = parts[1][0].named_children[-1]
    return node is not None and independent(footprint(case, between), footprint(case, [index]))


def _bound(case: Case, parts: tuple[_Element, _Element], lets: tuple[Node, Node]) -> Iterator[Offer]:
    names = [text_of(let.child_by_field_name("pattern")) for let in lets]
    (_, owner, low), (_, _, high) = parts
    cut = _cut(case, lets[1])
    span = (lets[0].start_byte, lets[0].end_byte)
    halves = [*_ways(owner, low, high, (names[0], "rest"))] if ".." in low else []
    for pattern, value in halves:
        inside = parts[1][0].named_children[-1]  # what is behind `&mut`
        rest = (inside.start_byte, inside.end_byte, "rest[..]")
        yield case.replace(LIKELY, "both are asked for at once", (*span, f"let {pattern} = {value};"), rest)
    for pattern, value in _ways(owner, low, high, (names[0], names[1])) if not halves else ():
        yield case.replace(LIKELY, "both are asked for at once", (*span, f"let {pattern} = {value};"), cut)
    if low.isdigit() and high.isdigit() and low != high:
        return
    text = f"let [{names[0]}, {names[1]}] = {owner}.get_disjoint_mut([{low}, {high}]).unwrap();"
    if ".." not in low and ".." not in high:
        yield case.replace(LAST, "both are asked for at once", (*span, text), cut)
        shared = [name for name, part in zip(names, parts, strict=True) if text_of(part[0])[:5] != "&mut "]
        again = "".join(f"{new_line(case, span[0])}let {name} = &*{name};" for name in shared)
        if again:
            yield case.replace(LAST, "both are asked for at once", (*span, text + again), cut)


def _ways(owner: str, low: str, high: str, names: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pattern and value where the two are known to be apart."""
    if low.startswith("..") and high.endswith("..") and low[2:] == high[:-2]:
        yield f"({names[0]}, {names[1]})", f"{owner}.split_at_mut({low[2:]})"
    elif high.startswith("..") and low.endswith("..") and high[2:] == low[:-2]:
        yield f"({names[1]}, {names[0]})", f"{owner}.split_at_mut({high[2:]})"
    elif low.isdigit() and high.isdigit() and low != high:
        yield f"[{names[0]}, {names[1]}]", f"{owner}.get_disjoint_mut([{low}, {high}]).unwrap()"


def _arguments(case: Case, found: Conflict, parts: tuple[_Element, _Element], statement: Node) -> Iterator[Offer]:
    calls = [next(arguments_around(part[0]), None) for part in parts]
    if calls[0] is None or calls[1] is None or calls[0][1] != calls[1][1]:
        return
    (first, owner, low), (second, _, high) = parts
    call = calls[0][1]
    is_swap = text_of(call.child_by_field_name("function")) in _SWAP and ".." not in low + high
    if is_swap and (calls[0][0], calls[1][0]) == (first, second):
        swapped = (call.start_byte, call.end_byte, f"{owner}.swap({low}, {high})")
        yield case.replace(LIKELY, "the list itself swaps two of its elements", swapped)
        return
    names = (fresh_name(found, "one"), fresh_name(found, "other"))
    known = [*_ways(owner, low, high, names)]
    ways = known or [(f"[{names[0]}, {names[1]}]", f"{owner}.get_disjoint_mut([{low}, {high}]).unwrap()")]
    at = statement.start_byte
    for pattern, value in ways:
        text = f"let {pattern} = {value};{new_line(case, at)}"
        edits = [(node.start_byte, node.end_byte, name) for node, name in zip((first, second), names, strict=True)]
        rank = LIKELY if known else LAST
        yield case.replace(rank, "both are asked for at once", (at, at, text), *edits)


def _cut(case: Case, statement: Node) -> tuple[int, int, str]:
    source = case.text.source
    start = len(source[: statement.start_byte].rstrip())
    return start, statement.end_byte, ""
