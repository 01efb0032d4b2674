"""Values that have to be known while compiling, and what cannot be done there (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "constant-context"
CODES: Final = frozenset({"E0010", "E0015", "E0492", "E0493", "E0658", "E0764", "", "E0080"})
_CONST_FN: Final = re.compile(rb"\bconst\s+(?=(?:async\s+|unsafe\s+|extern\s+(?:\"[^\"]*\"\s+)?)*fn\b)")
_IN_FN: Final = ("in constant function", "evaluated in constant functions", "in const fn", "const closures")
_OVERFLOW: Final = re.compile(r"^attempt to compute `.*`, which would overflow$")


def propose(case: Case) -> Iterator[Offer]:
    """Make a constant static, a function plain, a sum wider, or compute a value when it is first used."""
    if case.code == "E0764":
        yield from _shared(case)
    elif case.code == "E0080":
        yield from _wider(case)
    else:
        yield from _constant_callee(case)
        if any(words in case.words for words in _IN_FN):
            yield from _plain_function(case)
        if case.code in {"E0010", "E0015", "E0492", "E0493"}:
            yield from _lazy(case)
            yield from _called(case)


def _constant_callee(case: Case) -> Iterator[Offer]:
    """Yield the function that is called as one that can be called while compiling; its body has to allow it."""
    for spot in case.spots():
        text = case.open(spot.path) if case.code == "E0015" and spot is not case.spot and spot.primary else None
        if text is None or not text.absolute.is_relative_to(case.root):
            continue
        function = enclosing(text.node(spot.byte_start, spot.byte_end), "function_item")
        body = function.child_by_field_name("body") if function is not None else None
        if function is None or body is None or not function.start_byte <= spot.byte_start < body.start_byte:
            continue
        around = enclosing(function.parent, "impl_item", "trait_item")
        if around is not None and (around.type == "trait_item" or around.child_by_field_name("trait") is not None):
            continue
        first = next((one for one in function.children if one.type in {"function_modifiers", "fn"}), None)
        if first is not None and not {"const", "async"} & set(text_of(first).split()):
            edit = text.edit(first.start_byte, first.start_byte, "const ")
            yield case.offer(LIKELY, "what is called while compiling is a constant function", (edit,))


def _plain_function(case: Case) -> Iterator[Offer]:
    function = enclosing(case.node, "function_item")
    if function is not None:
        found = _CONST_FN.search(case.text.source, function.start_byte, function.end_byte)
        if found is not None:
            message = "what the function does cannot be done while compiling: it is a plain function"
            yield case.replace(POSSIBLE, message, (*found.span(), ""))


def _lazy(case: Case) -> Iterator[Offer]:
    """Yield a static that is computed when it is first used, for a constant or static whose value cannot be before."""
    item = enclosing(case.node, "const_item", "static_item", "function_item", "impl_item", "trait_item")
    if (
        item is None
        or item.type not in {"const_item", "static_item"}
        or enclosing(item.parent, "impl_item", "trait_item")
    ):
        return
    kind, value = item.child_by_field_name("type"), item.child_by_field_name("value")
    keyword = next((child for child in item.children if child.type in {"const", "static"}), None)
    if kind is None or value is None or keyword is None or "mut" in text_of(item).split()[:3]:
        return
    if item.type == "const_item" and text_of(item).startswith("pub"):  # others may count on a constant
        return
    if case.code == "E0492" or "mut" in text_of(kind):
        if item.type == "const_item":
            yield from _own_place(case, keyword, kind, value)
            yield case.replace(POSSIBLE, "what can change has one place: make it static", _as_static(keyword))
        return
    path = "std::sync::LazyLock"
    yield case.replace(
        POSSIBLE,
        "its value cannot be computed while compiling: compute it when it is first used",
        _as_static(keyword),
        (kind.start_byte, kind.start_byte, f"{path}<"),
        (kind.end_byte, kind.end_byte, ">"),
        (value.start_byte, value.start_byte, f"{path}::new(|| "),
        (value.end_byte, value.end_byte, ")"),
    )


def _own_place(case: Case, keyword: Node, kind: Node, value: Node) -> Iterator[Offer]:
    """Yield a static that holds what a constant only refers to."""
    inner = kind.child_by_field_name("type") if kind.type == "reference_type" else None
    held = value.child_by_field_name("value") if value.type == "reference_expression" else None
    if inner is not None and held is not None and held.type not in {"identifier", "field_expression"}:
        parts = ((kind.start_byte, inner.start_byte, ""), (value.start_byte, held.start_byte, ""))
        yield case.replace(POSSIBLE, "what can change has one place: make it static", _as_static(keyword), *parts)


def _as_static(keyword: Node) -> tuple[int, int, str]:
    return keyword.start_byte, keyword.end_byte, "static"


def _called(case: Case) -> Iterator[Offer]:
    """Yield the body of a closure that is called where it stands and takes nothing."""
    call = enclosing(case.node, "call_expression")
    function = call.child_by_field_name("function") if call is not None else None
    arguments = call.child_by_field_name("arguments") if call is not None else None
    if call is None or function is None or arguments is None or arguments.named_children:
        return
    closure = function.named_children[0] if function.type == "parenthesized_expression" else None
    body = closure.child_by_field_name("body") if closure is not None and closure.type == "closure_expression" else None
    parameters = closure.child_by_field_name("parameters") if closure is not None else None
    if body is not None and parameters is not None and not parameters.named_children:
        message = "a closure cannot be called while compiling: its body can stand here"
        yield case.replace(LIKELY, message, (call.start_byte, call.end_byte, text_of(body)))


def _shared(case: Case) -> Iterator[Offer]:
    """Yield a shared reference for what nobody can change anyway."""
    start = case.spot.byte_start
    if case.found.startswith("&mut "):
        message = "what lives as long as the program is not changed: its reference is a shared one"
        yield case.replace(LIKELY, message, (start, start + 5, "&"))
    item = enclosing(case.node, "const_item", "static_item")
    kind, value = (item.child_by_field_name(name) if item is not None else None for name in ("type", "value"))
    if kind is None or value is None or not text_of(kind).startswith("&") or not text_of(value).startswith("&mut "):
        return
    at = text_of(kind).find("mut ")
    if at > 0:
        start = kind.start_byte + at
        message = "nobody can change a constant: its reference is a shared one"
        yield case.replace(POSSIBLE, message, (start, start + 4, ""), (value.start_byte + 1, value.start_byte + 5, ""))


def _wider(case: Case) -> Iterator[Offer]:
    """Yield the cast before the sum where it stands behind it: it is the sum that does not fit."""
    if not _OVERFLOW.match(case.error.message):
        return
    sum_of = enclosing(
        case.text.node(case.spot.byte_start, case.spot.byte_end), "binary_expression", "parenthesized_expression"
    )
    inner = sum_of.named_children[0] if sum_of is not None and sum_of.type == "parenthesized_expression" else sum_of
    cast = enclosing(inner, "type_cast_expression")
    left = inner.child_by_field_name("left") if inner is not None and inner.type == "binary_expression" else None
    right = inner.child_by_field_name("right") if inner is not None and inner.type == "binary_expression" else None
    target = cast.child_by_field_name("type") if cast is not None else None
    if cast is None or left is None or right is None or target is None or inner is None:
        return
    to = text_of(target)
    operand = text_of(right) if right.type == "integer_literal" else f"{text_of(right)} as {to}"
    operator = text_of(inner.child_by_field_name("operator"))
    words = f"({text_of(left)} as {to}) {operator} {operand}"
    yield case.replace(LAST, f"the sum does not fit: compute it as `{to}`", (cast.start_byte, cast.end_byte, words))
