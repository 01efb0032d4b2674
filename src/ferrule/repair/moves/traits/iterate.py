"""Something that is no iterator, where one is wanted: `.iter()`, `.chars()`, a range, or a copy of the iterator."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.adapted import COLLECTED, ITERATING, is_adapter, is_text
from ferrule.repair.moves.traits.own import head, impls
from ferrule.repair.moves.traits.receiver import bound_end, receiver_end
from ferrule.repair.moves.types.expressions import binding
from ferrule.syntax.tree import enclosing

ID: Final = "make-iterator"
CODES: Final = frozenset({"E0277", "E0599"})
_NO_ITERATOR: Final = re.compile(r"^`([^`]+)` is not an iterator")
_INTEGER: Final = re.compile(r"^(?:\{integer\}|[iu](?:8|16|32|64|128|size))$")
_OPEN_RANGE: Final = re.compile(r"^(?:[\w:]+::)?RangeTo(?:Inclusive)?<")
_OPEN: Final = frozenset({
    "identifier", "self", "field_expression", "call_expression", "index_expression", "string_literal",
    "parenthesized_expression", "array_expression", "macro_invocation", "try_expression", "scoped_identifier",
})  # fmt: skip
"""Expressions to which a call can be appended."""
_GROUPED: Final = frozenset(
    {
        "reference_expression",
        "unary_expression",
        "binary_expression",
        "range_expression",
        "type_cast_expression",
    }
)
"""Expressions that need parentheses before a call can be appended."""


def propose(case: Case) -> Iterator[Offer]:
    """Offer the adapters that fit the type, reading ones first."""
    found = _NO_ITERATOR.match(case.error.message)
    if case.code == "E0599":
        yield from _of_method(case, found[1] if found else "")
    elif found:
        yield from _of_value(case, found[1])
        yield from _returned(case)


def _of_method(case: Case, found: str) -> Iterator[Offer]:
    """Answer a method of iterators that is called on something else, and a method of slices on an iterator."""
    at, name = receiver_end(case), case.found
    if at is None:
        return
    of_type = found or (case.quoted[1] if len(case.quoted) > 1 else "")
    if is_adapter(of_type):
        if name == "len":
            spot = case.spot
            yield case.replace(SURE, "an iterator counts its elements", (spot.byte_start, spot.byte_end, "count"))
        elif name in COLLECTED:
            yield case.replace(LIKELY, "an iterator is collected first", (at, at, ".collect::<Vec<_>>()"))
        return
    if name not in ITERATING:
        return
    bound = bound_end(case, at)
    is_kept = bound is not None and _is_changed(case, at)
    for rank, call in _calls(case, of_type):
        words = f"`{name}` belongs to iterators: `{call}` gives one"
        if not is_kept:  # one that is made anew each time begins at the start
            yield case.replace(rank, words, (at, at, call))
        if bound is not None:
            yield case.replace(rank + (not is_kept), f"{words} from the start", (bound, bound, call))


def _is_changed(case: Case, end: int) -> bool:
    """Say whether a method is called on a variable that is bound as `mut`: the iterator itself is kept in it."""
    let = binding(case.text.node(end - 1, end))
    return let is not None and any(one.type == "mutable_specifier" for one in let.children)


def _returned(case: Case) -> Iterator[Offer]:
    """Answer a function that returns `impl Iterator` and hands out a collection: all that it returns is turned."""
    kind = enclosing(case.node, "abstract_type")
    function = enclosing(kind, "function_item")
    body = function.child_by_field_name("body") if function is not None else None
    if body is None or case.spot.byte_start >= body.start_byte or not body.named_children:
        return
    values = [body.named_children[-1]]
    waiting = [body]
    while waiting:
        node = waiting.pop()
        if node.type == "return_expression" and node.named_children:
            values.append(node.named_children[0])
        waiting.extend(one for one in node.named_children if one.type not in {"closure_expression", "function_item"})
    if all(one.type in _OPEN for one in values):
        parts = sorted((one.end_byte, one.end_byte, ".into_iter()") for one in values)
        yield case.replace(LIKELY, "what is returned is iterated over", *parts)


def _of_value(case: Case, found: str) -> Iterator[Offer]:
    """Answer a value that is iterated over."""
    node = _expression(case)
    if node is None and enclosing(case.node, "token_tree") is None:
        return
    start, end = (node.start_byte, node.end_byte) if node is not None else (case.spot.byte_start, case.spot.byte_end)
    if _OPEN_RANGE.match(found):
        if case.found.startswith(".."):
            yield case.replace(SURE, "a range that is counted through begins somewhere: at zero", (start, start, "0"))
        return
    if _INTEGER.match(found):
        opening, closing = ("", "") if node is None or node.type in _OPEN | {"integer_literal"} else ("(", ")")
        yield case.replace(SURE, "count up to the number", (start, start, f"0..{opening}"), (end, end, closing))
        return
    for rank, call in _calls(case, found):
        value = node.child_by_field_name("value") if node is not None and node.type == "reference_expression" else None
        if value is not None and value.type in _OPEN and call != ".clone()":
            yield case.replace(rank, f"`{call}` gives an iterator", (start, value.start_byte, ""), (end, end, call))
        elif node is None or node.type in _OPEN:
            yield case.replace(rank, f"`{call}` gives an iterator", (end, end, call))
        elif node.type in _GROUPED:
            parts = ((start, start, "("), (end, end, ")" + call))
            yield case.replace(rank, f"`{call}` gives an iterator", *parts)


def _calls(case: Case, found: str) -> Iterator[tuple[int, str]]:
    """Yield what makes an iterator of a value of this type."""
    if is_text(found):
        yield SURE, ".chars()"
        yield SURE + 1, ".bytes()"
        yield LIKELY, ".lines()"
        return
    if found.startswith("&") and any(True for _ in impls(case, "Iterator", head(found))):
        yield SURE, ".clone()"
        return
    own = [method.name for placed in impls(case, "", head(found)) for method in placed.item.members]
    if own and case.code == "E0277":
        yield from ((SURE + n, f".{name}()") for n, name in enumerate(("iter", "into_iter", "iter_mut")) if name in own)
        return
    yield SURE, ".iter()"
    yield SURE + 1, ".into_iter()"
    yield SURE + 2, ".iter_mut()"


def _expression(case: Case) -> Node | None:
    """Give the expression at the place of the error; None inside of a macro, where there is no tree."""
    node = case.node
    whole = (node.start_byte, node.end_byte) == (case.spot.byte_start, case.spot.byte_end)
    return node if whole and node.type != "token_tree" else None
