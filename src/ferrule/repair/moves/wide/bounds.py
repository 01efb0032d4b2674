"""A bound that the error speaks of, at every parameter, trait and impl near it."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import ANY
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import ancestors
from ferrule.repair.moves.wide.nearby import APART, FIRST, is_about_values, marked
from ferrule.syntax.items import text_of

ID: Final = "wide-bound"
CODES: Final = frozenset({ANY})
_MOST: Final = 32
_OWNERS: Final = frozenset({
    "function_item", "function_signature_item", "impl_item", "struct_item", "enum_item", "trait_item", "type_item",
    "associated_type",
})  # fmt: skip
_ASKED: Final = (
    re.compile(r"the trait bound `(?P<type>[^`]+): (?P<bound>[^`]+)` is not satisfied"),
    re.compile(r"the trait `(?P<bound>[^`]+)` is not implemented for `(?P<type>[^`]+)`"),
    re.compile(r"`(?P<type>[^`]+)` doesn't implement `(?P<bound>[^`]+)`"),
    re.compile(r"the parameter type `(?P<type>[^`]+)` may not live long enough()(?P<bound>)"),
    re.compile(r"bound `(?P<bound>[^`]+)`"),
    re.compile(r"cannot satisfy `(?P<type>[^`]+): (?P<bound>[^`]+)`"),
    re.compile(r"required for `(?P<type>[^`]+)` to implement `(?P<bound>[^`]+)`"),
)
_MARKS: Final = (("Copy", "Copy"), ("Clone", "Clone"), ("Sized", "Sized"), ("Send", "be sent|Send"), ("Sync", "Sync"))
_NAME: Final = re.compile(r"^(?:\w+::)*([A-Za-z]\w*(?:<[^`]*>)?)$")


def propose(case: Case) -> Iterator[Offer]:
    """Add each bound that is asked for to each owner near the error."""
    if not is_about_values(case):
        return
    asked = tuple(dict.fromkeys(_asked(case)))
    offers: list[Offer] = []
    seen: set[tuple[str, int]] = set()
    for text, owner, apart in _owners(case):
        if (text.path, owner.start_byte) in seen:
            continue
        seen.add((text.path, owner.start_byte))
        for of_type, bound in asked:
            offers += _added(case, text, owner, of_type, bound, FIRST + APART * apart)
    yield from sorted(offers, key=lambda one: one.rank)[:_MOST]


def _asked(case: Case) -> Iterator[tuple[str, str]]:
    """Yield type and bound that the compiler speaks of, the type empty where it names none."""
    words = case.words
    for pattern in _ASKED:
        for found in pattern.finditer(words):
            named = found.groupdict()
            bound = _NAME.match(named["bound"])
            if bound or not named["bound"]:
                yield named.get("type") or "", bound[1] if bound else "'static"
    yield from (("", mark) for mark, pattern in _MARKS if re.search(rf"\b(?:{pattern})\b", words))
    if "size" in words:
        yield "", "?Sized"
    if "'static" in words:
        yield "", "'static"


def _owners(case: Case) -> Iterator[tuple[Text, Node, int]]:
    for near in marked(case):
        apart = near.apart
        for one in (near.node, *ancestors(near.node)):
            if one.type in _OWNERS:
                yield near.text, one, apart
                apart += 1


def _added(case: Case, text: Text, owner: Node, of_type: str, bound: str, rank: int) -> Iterator[Offer]:
    """Yield the bound at a parameter of the owner, as one more trait above it, and in its `where`."""
    for parameter in _parameters(owner):
        name = text_of(parameter.child_by_field_name("name"))
        if of_type in {"", name}:
            edit = _with_bound(text, parameter, bound)
            yield case.offer(rank + (0 if of_type else 6), f"`{name}` has to be `{bound}`", (edit,) if edit else ())
    if owner.type in {"trait_item", "associated_type"} and (of_type in {"", "Self"} or of_type.startswith("<")):
        edit = _with_bound(text, owner, bound)
        named = text_of(owner.child_by_field_name("name"))
        yield case.offer(rank + 8, f"whatever is `{named}` has to be `{bound}`", (edit,) if edit else ())
    if _is_open(owner, of_type) and owner.type in {"function_item", "impl_item", "function_signature_item"}:
        edit = _where(text, owner, f"{of_type}: {bound}")
        yield case.offer(rank + 4, f"`{of_type}` has to be `{bound}`", (edit,) if edit else ())


def _is_open(owner: Node, of_type: str) -> bool:
    """Say whether a type hangs on a parameter, so that something can be asked of it, and can be written."""
    around = (owner, *ancestors(owner))
    names = {text_of(one.child_by_field_name("name")) for above in around for one in _parameters(above)} | {"Self"}
    is_open = any(re.search(rf"\b{re.escape(name)}\b", of_type) for name in names if name)
    return is_open and not re.search(r"[{}]|\bimpl\b|\b_\b", of_type)


def _parameters(owner: Node) -> Iterator[Node]:
    listed = owner.child_by_field_name("type_parameters")
    yield from (one for one in (listed.named_children if listed is not None else ()) if one.type == "type_parameter")


def _with_bound(text: Text, named: Node, bound: str) -> Edit | None:
    bounds = named.child_by_field_name("bounds")
    if bounds is not None:
        held = [text_of(one) for one in bounds.named_children]
        return None if bound in held else text.edit(bounds.end_byte, bounds.end_byte, f" + {bound}")
    after = named.child_by_field_name("type_parameters") or named.child_by_field_name("name")
    return text.edit(after.end_byte, after.end_byte, f": {bound}") if after is not None else None


def _where(text: Text, owner: Node, words: str) -> Edit | None:
    clause = next((one for one in owner.named_children if one.type == "where_clause"), None)
    if clause is not None:
        more = f" {words}" if text_of(clause).endswith(",") else f", {words}"
        return text.edit(clause.end_byte, clause.end_byte, more)
    body = owner.child_by_field_name("body")
    at = body.start_byte if body is not None else owner.end_byte - 1
    start = len(text.source[:at].rstrip())
    return text.edit(start, start, f" where {words}")
