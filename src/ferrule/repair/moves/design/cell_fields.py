"""A field that is changed through something shared: a cell around it allows that, at all its uses (P19)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit, Finding
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, files, placed_items
from ferrule.repair.moves.design.cell_uses import opened_at
from ferrule.repair.moves.design.cells import Cell, brought_in, cell_for
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.design.lending import is_called
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import TYPES, head, node_of
from ferrule.repair.moves.types.declared import owner_around
from ferrule.repair.moves.types.expressions import exact, walk
from ferrule.syntax.items import Field, text_of

ID: Final = "cell-field"
CODES: Final = frozenset({"E0594", "E0596", "E0499", "E0502", "E0506"})
RANK: Final = 88
_MOST: Final = 60
_BEHIND: Final = re.compile(r"behind a `&` reference|in an `(?:Rc|Arc)`|captured variable in a `Fn` closure")
_CELLS: Final = re.compile(r"^(?:\w+::)*(?:Cell|RefCell|Mutex|RwLock|OnceCell|Atomic\w+)\b")


def propose(case: Case) -> Iterator[Offer]:
    """Wrap the types and what is put into the fields, and open each wherever it is read or changed.

    All fields of the file that errors of this kind speak of come together, then the one of this error alone.
    """
    mine = _asked_field(case)
    if mine is None:
        return
    every = [mine, *(one for error in case.errors if (one := _asked_field(_other(case, error))) is not None)]
    together = list({one[1].start: one for one in every if one[0].item.name == mine[0].item.name}.values())
    for chosen in (together, [mine]) if len(together) > 1 else ([mine],):
        edits = _edits(case, chosen)
        if edits:
            names = " and ".join(f"`{field.name}`" for _, field in chosen)
            words = f"{names} of `{mine[0].item.name}` changes through what is shared: a cell allows that"
            yield case.offer(RANK, words, edits)


def _other(case: Case, error: Finding) -> Case:
    """Give the case of another error of the same file; the case itself where it lies elsewhere."""
    spot = next((one for one in error.spots if one.primary), None)
    fits = error.rule in CODES and spot is not None and spot.path == case.text.path
    return replace(case, error=error, spot=spot) if fits and spot is not None else case


def _asked_field(case: Case) -> tuple[Placed, Field] | None:
    place = _place(case, shown(case.text)) if _is_asked(case) else None
    return _field(case, place) if place is not None and _is_shared(case, place) else None


def _is_shared(case: Case, place: Node) -> bool:
    """Say whether `mut` cannot answer it: a variable that is a reference could be one for changing."""
    root = place
    while root.type in _GOING_IN and (inner := root.child_by_field_name("value") or _first(root)) is not None:
        root = inner
    return root.type == "self" or "behind a `&` reference" not in case.error.message


def _edits(case: Case, chosen: list[tuple[Placed, Field]]) -> list[Edit]:
    """Give the edits for several fields of one struct, each import once; none where one cannot follow."""
    found: dict[Edit, None] = {}
    for placed, field in chosen:
        parts = _rewritten(case, placed, field, cell_for(case, placed.item.name, field.type))
        if not 2 < len(parts) <= _MOST:
            return []
        found |= {edit: None for one, part in parts for edit in as_edits(one, [part])}
    return list(found)


def _is_asked(case: Case) -> bool:
    """Say whether a mutable reference cannot be had here: the value is shared, or two closures change it."""
    if case.code in {"E0594", "E0596"}:
        return _BEHIND.search(case.words) is not None
    return sum(" in closure" in spot.label for spot in case.error.spots) > 1


def _place(case: Case, text: Text) -> Node | None:
    """Give the innermost `x.f` that the error is about."""
    spots = [case.spot, *(one for one in case.error.spots if "due to use of" in one.label)]
    for spot in spots:
        if spot.path != text.path:
            continue
        node: Node | None = exact(text, spot.byte_start, spot.byte_end) or text.node(spot.byte_start, spot.byte_end)
        last = None
        while node is not None and node.type in _GOING_IN:
            last = node if node.type == "field_expression" else last
            node = node.child_by_field_name("left") or node.child_by_field_name("value") or _first(node)
        if last is not None:
            return last
    return None


_GOING_IN: Final = frozenset({
    "field_expression", "index_expression", "assignment_expression", "compound_assignment_expr",
    "reference_expression", "parenthesized_expression",
})  # fmt: skip


def _first(node: Node) -> Node | None:
    return node.named_children[0] if node.named_children else None


def _field(case: Case, place: Node) -> tuple[Placed, Field] | None:
    """Give the struct and the field that are read; None where other structs have a field of the name."""
    name = text_of(place.child_by_field_name("field"))
    owner = owner_around(place) if text_of(place.child_by_field_name("value")) == "self" else ""
    found = [(one, field) for one in placed_items(case) if one.item.kind in TYPES and not one.is_linked
             for field in one.item.fields if field.name == name]  # fmt: skip
    if len(found) != 1 or found[0][0].item.is_tuple or owner not in {"", found[0][0].item.name}:
        return None
    is_free = "T" not in found[0][1].type.split() and not _CELLS.match(found[0][1].type)
    attributes = " ".join(found[0][0].item.attributes)
    is_plain = is_free and "repr" not in attributes and "Copy" not in found[0][0].item.derives
    return found[0] if is_plain and not found[0][1].type.startswith("&") else None


def _rewritten(case: Case, placed: Placed, field: Field, cell: Cell) -> list[tuple[Text, Part]]:
    """Give all parts with their files; none where a use cannot follow."""
    found: list[tuple[Text, Part]] = []
    for plain, _ in files(case):
        if field.name.encode() not in plain.source:
            continue
        text = shown(plain)
        parts: list[Part] = []
        if text.path == placed.text.path:
            kind = _declared(placed, field)
            if kind is None:
                return []
            parts.append((kind.start_byte, kind.end_byte, f"{cell.name}<{text_of(kind)}>"))
        for node in walk(text.tree.root_node):
            made = _made(node, placed, field, cell)
            if made is None:
                return []
            parts += made
            is_use = node.type == "field_expression" and text_of(node.child_by_field_name("field")) == field.name
            if is_use and not is_called(node):
                opened = opened_at(case, node, cell)
                if opened is None:
                    return []
                parts += opened
        if parts:
            parts += brought_in(text, cell, parts[0][0])
        found += [(text, part) for part in parts]
    return found


def _declared(placed: Placed, field: Field) -> Node | None:
    node = node_of(placed.text, placed.item)
    fields = (one for one in walk(node) if one.type == "field_declaration") if node is not None else iter(())
    chosen = next((one for one in fields if text_of(one.child_by_field_name("name")) == field.name), None)
    return chosen.child_by_field_name("type") if chosen is not None else None


def _made(node: Node, placed: Placed, field: Field, cell: Cell) -> list[Part] | None:
    """Give the edits of a literal or a pattern of the struct; None for a pattern that takes the field out."""
    if node.type not in {"struct_expression", "struct_pattern"}:
        return []
    named = node.child_by_field_name("name") or node.child_by_field_name("type")
    name = owner_around(node) if text_of(named) == "Self" else head(text_of(named))
    if name != placed.item.name:
        return []
    body = node.child_by_field_name("body")
    parts: list[Part] = []
    for one in (body if body is not None else node).named_children:
        short = one.type == "shorthand_field_initializer"
        key = one.child_by_field_name("field") or one.child_by_field_name("name")
        if (text_of(one) if short else text_of(key)) != field.name:
            continue
        value = one if short else one.child_by_field_name("value")
        if value is None or node.type == "struct_pattern":
            return None
        opening = f"{field.name}: {cell.name}::new(" if short else f"{cell.name}::new("
        parts += [(value.start_byte, value.start_byte, opening), (value.end_byte, value.end_byte, ")")]
    return parts
