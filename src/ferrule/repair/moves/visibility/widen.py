"""A private item, field, method or import of the same crate, used from another module of it."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Edit, Spot
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.visibility.level import PUBLIC, imports_beside, levels, siblings_of
from ferrule.syntax.imports import insertion_place

ID: Final = "widen-visibility"
CODES: Final = frozenset({
    "E0364", "E0365", "E0405", "E0412", "E0422", "E0423", "E0425", "E0432", "E0433", "E0451", "E0531", "E0532", "E0574",
    "E0599", "E0603", "E0616", "E0624", "E0446", "private_interfaces", "private_bounds",
})  # fmt: skip
_POINTS: Final = (
    "is defined here",
    "defined here",
    "exists but is inaccessible",
    "not accessible",
    "is only usable at visibility",
)
"""Words at the place of the private thing."""
_UNREACHABLE: Final = re.compile(r"trait `(?:crate::)?([\w:]+)` which provides `\w+` is implemented but not reachable")
_NO_LEVEL: Final = frozenset({"variant", "impl", "macro"})


def propose(case: Case) -> Iterator[Offer]:
    """Make it as visible as its neighbours are; the narrower level, that of the crate, comes next."""
    for spot in _places(case):
        text = case.open(spot.path)
        if text is not None:
            yield from _at(case, text, spot.byte_start)
    if case.code in {"E0616", "E0451"} and case.quoted:
        for placed in placed_items(case):
            yield from _fields(case, placed, case.quoted[:-1], case.quoted[-1])
    if case.code in {"E0364", "E0365"} and case.quoted:
        for placed in placed_items(case):
            if placed.item.name == case.quoted[0] and placed.item.kind not in _NO_LEVEL and not _is_member(placed):
                yield from _offers(case, placed.text, (placed.item.start, placed.item.visibility), (PUBLIC,))
    if case.code in {"E0364", "E0365"}:
        yield from _macros(case)
    if case.code == "E0599" and (said := _UNREACHABLE.search(case.words)):
        yield from _trait(case, said[1])


def _macros(case: Case) -> Iterator[Offer]:
    """Yield the export of a macro that is handed on with `pub use`."""
    for spot in case.spots("`#[macro_export]`"):
        text = case.open(spot.path)
        if text is not None and text.at(spot.byte_start, spot.byte_end).startswith("macro_rules!"):
            edit = text.edit(spot.byte_start, spot.byte_start, f"#[macro_export]\n{text.indent(spot.byte_start)}")
            yield case.offer(LIKELY, "a macro that is public is exported", (edit,))


def _places(case: Case) -> Iterator[Spot]:
    """Yield where the error says that something private stands."""
    for spot in case.error.spots:
        if any(words in spot.note or words in spot.label for words in _POINTS):
            yield spot


def _at(case: Case, text: Text, start: int) -> Iterator[Offer]:
    node = text.node(start, start)
    while node.parent is not None and node.type != "use_declaration":
        node = node.parent
    if node.type == "use_declaration":
        yield from _offers(case, text, (node.start_byte, ""), levels(case, imports_beside(node)))
        return
    item = text.item(start)
    if item is not None and item.kind not in _NO_LEVEL and item.start <= start <= item.name_start:
        yield from _offers(case, text, (item.start, item.visibility), levels(case, siblings_of(text, item), item.name))


def _fields(case: Case, placed: Placed, names: tuple[str, ...], owner: str) -> Iterator[Offer]:
    """Yield the widening of all fields that the error names, at once."""
    item = placed.item
    if item.kind not in {"struct", "union"} or item.name != owner.rpartition("::")[2].partition("<")[0]:
        return
    private = [one for one in item.fields if one.name in names and one.visibility != PUBLIC]
    others = (one.visibility for one in item.fields if one.name not in names)
    for rank, level in zip((LIKELY, POSSIBLE), levels(case, others), strict=False):
        edits = [_edit(placed.text, one.start, one.visibility, level) for one in private]
        if edits:
            yield case.offer(rank, f"it is private to its module: make it `{level}`", edits)


def _trait(case: Case, path: str) -> Iterator[Offer]:
    """Make a trait visible and import it: only both together bring its methods."""
    for placed in placed_items(case):
        if placed.item.kind != "trait" or placed.path != f"crate::{path}" or placed.item.visibility:
            continue
        at, indent = insertion_place(case.text.source, case.spot.byte_start)
        brought = case.text.edit(at, at, f"use {placed.path};\n{indent}")
        for number, level in enumerate(levels(case, siblings_of(placed.text, placed.item))):
            seen = placed.text.edit(placed.item.start, placed.item.start, f"{level} ")
            yield case.offer(
                LIKELY + number, f"`{path}` is private to its module: `{level}`, imported", (seen, brought)
            )


def _offers(case: Case, text: Text, now: tuple[int, str], wanted: tuple[str, ...]) -> Iterator[Offer]:
    """Yield an offer for each level; `now` is where the visibility stands or goes, and how it is written."""
    start, written = now
    for rank, level in zip((LIKELY, POSSIBLE), wanted, strict=False):
        if level != written and not (written and level != PUBLIC):
            message = f"it is private to its module: make it `{level}`"
            yield case.offer(rank, message, (_edit(text, start, written, level),))


def _edit(text: Text, start: int, now: str, level: str) -> Edit:
    return text.edit(start, start + len(now.encode()), level if now else f"{level} ")


def _is_member(placed: Placed) -> bool:
    """Say whether an item belongs to an impl or a trait, so that no `use` can name it."""
    around = (one for one in placed.text.items if one.kind in {"impl", "trait"} and one.body)
    return any(one.body is not None and one.body[0] < placed.item.start < one.body[1] for one in around)
