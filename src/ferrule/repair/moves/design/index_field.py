"""A field that refers to elements of its neighbour: it keeps their numbers in place of references (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.design.holders import Holder, field_nodes, holders, settled
from ferrule.repair.moves.design.index_uses import numbered, read_at
from ferrule.repair.moves.design.lending import is_called, is_written
from ferrule.repair.moves.design.unlifetimed import declarations, uses
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.declared import field_types, owner_around
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function

ID: Final = "index-field"
CODES: Final = frozenset({"", "E0499", "E0502", "E0505", "E0506", "E0515", "E0521", "E0597", "E0621"})
RANK: Final = 82
_MOST: Final = 60
_MOVING: Final = re.compile(
    r"\.\s*(?:remove|swap_remove|insert|sort\w*|clear|retain|truncate|drain|pop|reverse|swap|rotate_\w+|dedup\w*"
    r"|append|split_off|take|replace)\b"
)
"""Methods after which an element has another number, or none."""


def propose(case: Case) -> Iterator[Offer]:
    """Change the type of the field, what is put into it, how it is read, and the lifetime that it needed."""
    function = around_function(case.node)
    known = holders(case)
    said = case.words + (text_of(function) if function is not None else "")
    for name in [owner_around(case.node), *(one for one in known if re.search(rf"\b{one}\b", said))][:3]:
        found = _pair(known[name]) if name in known else None
        if found is None:
            continue
        field, among = found
        edits = _edits(case, known, name, field, among)
        if edits and len(edits) <= _MOST:
            words = f"`{field}` refers to elements of `{among}` beside it: it keeps their numbers"
            yield case.offer(RANK, words, edits)
        return


def _pair(holder: Holder) -> tuple[str, str] | None:
    """Give the only field that refers to something, and the field that is a list of such things."""
    if len(holder.fields) != 1 or holder.node.type != "struct_item":
        return None
    [((_, field), kind)] = holder.fields.items()
    shape = re.fullmatch(r"(?:Option<|Vec<)?&'\w+ ([^<>&]+)>?", text_of(kind))
    if shape is None or not field or field.isdigit():
        return None
    lists = [name for (_, name), other in field_nodes(holder.node) if text_of(other) == f"Vec<{shape[1].strip()}>"]
    return (field, lists[0]) if len(lists) == 1 else None


def _edits(case: Case, known: dict[str, Holder], name: str, field: str, among: str) -> list[Edit]:
    """Give all edits of the crate; none where a place cannot follow, or elements may change their numbers."""
    changed = settled(known, {name})
    if not changed or len(list(field_types(case, field))) != 1:
        return []
    kind = text_of(next(iter(known[name].fields.values())))
    found: list[Edit] = []
    for plain, _ in files(case):
        text = shown(plain)
        following = uses(text, changed)
        values = _values(text, field, among, kind)
        if following is None or values is None or _moves(text, among):
            return []
        found += as_edits(text, [*declarations(changed, {name}, text.path, "usize"), *following, *values])
    return found


def _moves(text: Text, among: str) -> bool:
    """Say whether anything may take an element of the list from its place."""
    for node in walk(text.tree.root_node):
        if node.type == "field_expression" and text_of(node.child_by_field_name("field")) == among:
            above = node.parent
            outer = f".{text_of(above.child_by_field_name('field'))}" if above is not None else ""
            if is_written(node) or _MOVING.match(outer):
                return True
            if above is not None and above.type == "reference_expression" and text_of(above).startswith("&mut"):
                return True
    return False


def _values(text: Text, field: str, among: str, kind: str) -> list[Part] | None:
    """Give the edits of what is put into the field and of how it is read; None where one place cannot follow."""
    parts: list[Part] = []
    for node in walk(text.tree.root_node):
        if node.type == "struct_expression":
            made = _literal(node, field, among)
        elif node.type == "struct_pattern":
            made = None if re.search(rf"\b{field}\b", text_of(node)) else []
        elif node.type == "field_expression" and text_of(node.child_by_field_name("field")) == field:
            made = [] if is_called(node) else _used(node, among, kind)
        else:
            continue
        if made is None:
            return None
        parts += made
    return parts


def _used(node: Node, among: str, kind: str) -> list[Part] | None:
    above = node.parent
    if above is not None and is_written(node):
        owner = text_of(node.child_by_field_name("value"))
        return numbered(above.child_by_field_name("right"), f"{owner}.{among}")
    return read_at(node, among, kind)


def _literal(node: Node, field: str, among: str) -> list[Part] | None:
    """Give the edits of a literal: the field begins empty, or with an element of what the list begins with."""
    body = node.child_by_field_name("body")
    given = {text_of(one.child_by_field_name("field")): one.child_by_field_name("value")
             for one in body.named_children if one.type == "field_initializer"} if body is not None else {}  # fmt: skip
    short = {text_of(one) for one in body.named_children if "shorthand" in one.type} if body is not None else set()
    if field in short:
        return None
    value = given.get(field)
    source = text_of(given.get(among)) or (among if among in short else "")
    return numbered(value, source) if value is not None else []
