"""One word at a binding, a closure or a pattern near the error: `mut`, `move`, `ref`, and the same word less."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import ANY
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import ancestors, binding, walk
from ferrule.repair.moves.wide.nearby import APART, FIRST, expressions, is_about_values, marked, names_in
from ferrule.syntax.effects import effects
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function, variable_of, variables

ID: Final = "wide-marker"
CODES: Final = frozenset({ANY})
_MOST: Final = 24
_PATTERNS: Final = frozenset({
    "tuple_struct_pattern", "tuple_pattern", "struct_pattern", "field_pattern", "match_pattern", "slice_pattern",
    "or_pattern", "captured_pattern",
})  # fmt: skip
_DEEPEST: Final = 6


def propose(case: Case) -> Iterator[Offer]:
    """Yield the words at what the error names and points at, the nearest first."""
    if not is_about_values(case):
        return
    offers = [*_bindings(case), *_closures(case), *_patterns(case)]
    yield from sorted(offers, key=lambda one: one.rank)[:_MOST]


def _bindings(case: Case) -> Iterator[Offer]:
    """Yield `mut` at the bindings of the names near the error."""
    if not re.search(r"mut|assign|change", case.words):
        return
    for near, name in names_in(expressions(case)):
        variable = variable_of(near.node)
        bound = variable.bound if variable is not None else None
        if bound is None or binding(near.node) is None or (variable is not None and variable.is_mutable):
            continue
        edit = near.text.edit(bound.start_byte, bound.start_byte, "mut ")
        yield case.offer(near.rank + 1, f"`{name}` is changed: `mut`", (edit,))


def _closures(case: Case) -> Iterator[Offer]:
    """Yield `move` at closures and async blocks around and in the places of the error, or without it."""
    for near in marked(case):
        around = list(ancestors(near.node))[:_DEEPEST]
        for node in (*walk(near.node), *around):
            if node.type not in {"closure_expression", "async_block"}:
                continue
            words = text_of(node)
            rank = FIRST + 1 + APART * near.apart
            if has := re.match(r"(?:async\s+)?(?:static\s+)?(move\s+)", words):
                start = node.start_byte + len(words[: has.start(1)].encode())
                edit = near.text.edit(start, start + len(has[1].encode()), "")
                yield case.offer(rank + 4, "it need not own what it captures", (edit,))
            elif not _is_changed_for_others(node):
                at = node.start_byte + (len("async ") if words.startswith("async ") else 0)
                yield case.offer(rank, "it owns what it captures: `move`", (near.text.edit(at, at, "move "),))


def _is_changed_for_others(closure: Node) -> bool:
    """Say whether a closure changes what is looked at after it: with `move` it would change a copy."""
    function = around_function(closure)
    changed = effects(closure).writes
    return any(
        use.start_byte >= closure.end_byte
        for variable in (variables(function) if function is not None else ())
        if variable.name in changed
        for use in variable.uses
    )


def _patterns(case: Case) -> Iterator[Offer]:
    """Yield `ref`, `ref mut` and `&` at what patterns bind near the error, and patterns without them."""
    for near in marked(case):
        arms = [one for one in ancestors(near.node) if one.type in {"match_arm", "let_declaration", "let_condition"}]
        holders = [near.node, *arms[:1]]
        patterns = [one.child_by_field_name("pattern") or one for one in holders]
        rank = FIRST + 2 + APART * near.apart
        for node in {one.start_byte: one for pattern in patterns for one in walk(pattern)}.values():
            yield from _at_pattern(case, near.text, node, rank)


def _at_pattern(case: Case, text: Text, node: Node, rank: int) -> Iterator[Offer]:
    above = node.parent
    if above is None:
        return
    if node.type in {"identifier", "shorthand_field_identifier"} and above.type in _PATTERNS:
        named = above.child_by_field_name("type") == node or above.child_by_field_name("name") == node
        if not named or node.type == "shorthand_field_identifier":
            for doubt, word in enumerate(("ref ", "ref mut ", "&")):
                edit = text.edit(node.start_byte, node.start_byte, word)
                yield case.offer(rank + doubt, f"`{word.strip()}` at `{text_of(node)}`", (edit,))
    is_lent = node.type in {"ref_pattern", "reference_pattern"} and bool(node.named_children)
    if is_lent and not re.search(r"\bmut\b", text_of(node)):  # what is changed through it would be a copy
        inner = node.named_children[-1]
        edit = text.edit(node.start_byte, inner.start_byte, "")
        yield case.offer(rank + 1, f"`{text_of(inner)}` without a word before it", (edit,))
