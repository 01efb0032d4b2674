"""A parameter of a function of the crate in another form, with all its callers, in one step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.repair.moves.move import ANY
from ferrule.repair.moves.ownership.callees import Callee, argument_at, calls
from ferrule.repair.moves.types.expressions import filled
from ferrule.repair.moves.wide.nearby import APART, FIRST, is_about_values, marked
from ferrule.syntax.items import Param, text_of
from ferrule.syntax.macros import closed

ID: Final = "wide-signature"
CODES: Final = frozenset({ANY})
_MOST: Final = 16


@dataclass(frozen=True, slots=True)
class _Form:
    """How the type of a parameter begins, what it becomes, and what its callers hand over then."""

    old: str
    new: str
    instead: str
    """Of an argument that begins with `old`."""
    wrap: str
    """Of another argument, with `{}` for it; empty where it stays."""
    doubt: int


_FORMS: Final = (
    _Form("&", "&mut ", "&mut ", "", 1),
    _Form("&mut ", "&", "&", "", 4),
    _Form("", "&", "", "&{}", 3),
    _Form("", "&mut ", "", "&mut {}", 4),
    _Form("&", "", "", "", 6),
)


def propose(case: Case) -> Iterator[Offer]:
    """Yield the parameters of the functions that the error stands in or points at, each in other forms."""
    if not is_about_values(case):
        return
    offers: list[Offer] = []
    for callee, apart in _functions(case):
        if callee.owner is not None and (callee.owner.of_trait or callee.owner.kind == "trait"):
            continue  # what a trait asks for is not one function's to change
        for at, one in enumerate(callee.item.params):
            offers += _reformed(case, callee, at, one, FIRST + APART * apart)
    yield from sorted(offers, key=lambda one: one.rank)[:_MOST]


def _functions(case: Case) -> Iterator[tuple[Callee, int]]:
    """Yield the functions at the places of the error, with how far each is."""
    holders = (one for one in placed_items(case) if one.item.kind in {"impl", "trait"})
    owners = {(one.text.path, member.start): one.item for one in holders for member in one.item.members}
    seen: set[tuple[str, int]] = set()
    for near in marked(case):
        at = near.node.start_byte
        around = [one for one in placed_items(case) if _holds(one, near.text.path, at)]
        for placed in around[-1:]:
            key = (placed.text.path, placed.item.start)
            if key not in seen:
                seen.add(key)
                yield Callee(placed, owners.get(key)), near.apart


def _holds(placed: Placed, path: str, at: int) -> bool:
    return placed.item.kind == "fn" and placed.text.path == path and placed.item.start <= at < placed.item.end


def _reformed(case: Case, callee: Callee, at: int, one: Param, rank: int) -> Iterator[Offer]:
    text = callee.placed.text
    start = one.end - len(one.type.encode())
    begins = next((mark for mark in ("&mut ", "&") if one.type.startswith(mark)), "")
    is_closed = one.pattern == "self" or one.type.startswith(("impl ", "dyn ", "&'", "*"))
    if is_closed or text.at(start, one.end) != one.type:
        return
    for form in (form for form in _FORMS if form.old == begins):
        written = text.edit(start, start + len(form.old.encode()), form.new)
        edits = [written, *_handed(case, callee, at, form)]
        message = f"`{callee.item.name}` takes `{form.new}{one.type[len(form.old) :]}`, and its callers give that"
        yield case.offer(rank + form.doubt, message, edits)


def _handed(case: Case, callee: Callee, at: int, form: _Form) -> Iterator[Edit]:
    """Yield the edits of the arguments at the calls; what is no plain borrow stays, and the compiler tells."""
    for text, call in calls(case, callee):
        place = argument_at(call, callee, at)
        listed = call.child_by_field_name("arguments")
        values = [one for one in listed.named_children if not one.type.endswith("comment")] if listed else []
        if not 0 <= place < len(values):
            continue
        new = _argument(values[place], form)
        if new:
            yield text.edit(values[place].start_byte, values[place].end_byte, closed(new))


def _argument(value: Node, form: _Form) -> str:
    inner = value.child_by_field_name("value") if value.type == "reference_expression" else None
    if form.old and inner is not None:
        is_mutable = any(child.type == "mutable_specifier" for child in value.children)
        return form.instead + text_of(inner) if is_mutable == (form.old == "&mut ") else ""
    return filled(form.wrap, value) if form.wrap and not form.old else ""
