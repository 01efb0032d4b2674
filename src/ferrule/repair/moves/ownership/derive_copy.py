"""A small type of the crate without anything to own is given away twice: it can be copied (P06, P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files, placed_items
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.ownership.given import shown, type_of
from ferrule.repair.moves.traits.deriving import derive_edits
from ferrule.repair.moves.traits.own import head, impls, own_type
from ferrule.repair.moves.types.expressions import walk
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import Item, text_of

ID: Final = "derive-copy"
CODES: Final = frozenset({"E0382", "E0505", "E0507", "E0508"})
_MOST_FIELDS: Final = 8


def propose(case: Case) -> Iterator[Offer]:
    """Derive `Copy` on it. A token without content is meant to be given away, and one that is changed has one home."""
    name = head(type_of(case))
    placed = own_type(case, name) if name and not read_type(type_of(case)).is_reference else None
    if placed is None or placed.item.generics:
        return
    item = placed.item
    is_plain = item.kind == "enum" and len(item.members) > 1 and not any(one.fields for one in item.members)
    fields = [field.type for one in (item, *item.members) for field in one.fields]
    if not is_plain and (not fields or len(fields) > _MOST_FIELDS or any("*" in one for one in fields)):
        return
    if any(True for trait in ("Drop", "Iterator") for _ in impls(case, trait, name)) or _is_changed(case, item):
        return
    edits = derive_edits(case, [(name, "Copy")])
    if edits is not None:
        yield case.offer(SURE if is_plain else LIKELY, f"`{name}` owns nothing: it can be copied", edits)


def _is_changed(case: Case, item: Item) -> bool:
    """Say whether anything changes it in its place: a copy would be changed in the place of the original."""
    changed = re.compile(rf"&(?:'\w+\s+)?mut\s+(?:\w+::)*{item.name}\b")
    for placed in placed_items(case):
        is_own = placed.item.kind == "impl" and placed.item.name == item.name
        functions = [placed.item] if placed.item.kind == "fn" else placed.item.members if is_own else ()
        for one in (param for function in functions for param in function.params):
            old = placed.text.at(one.start, one.end)
            is_lent = changed.search(one.type) or (is_own and re.search(r"&(?:'\w+\s+)?mut\s+(?:self|Self)\b", old))
            if is_lent or (
                old.startswith("mut ") and (head(one.type) == item.name or (is_own and "self" in old.lower()))
            ):
                return True
    names = {field.name for one in (item, *item.members) for field in one.fields}
    return any(_is_written(node, names) for text, _ in files(case) for node in walk(shown(text).tree.root_node))


def _is_written(node: Node, names: set[str]) -> bool:
    """Say whether a field of one of these names is assigned, or lent for a change."""
    place: Node | None = None
    if node.type in {"assignment_expression", "compound_assignment_expr"}:
        place = node.child_by_field_name("left")
    elif node.type == "reference_expression" and any(one.type == "mutable_specifier" for one in node.children):
        place = node.child_by_field_name("value")
    while place is not None and place.named_children:
        if place.type == "field_expression" and text_of(place.child_by_field_name("field")) in names:
            return True
        place = place.named_children[0]
    return False
