"""An enum that borrows what ends before it: its variants own the values (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, files, placed_items
from ferrule.repair.moves.lifetimes.flows import declared, lifetimes_in
from ferrule.repair.moves.lifetimes.own_field import unnamed
from ferrule.repair.moves.lifetimes.owned import copied, is_changeable, own_types
from ferrule.repair.moves.move import POSSIBLE
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import statement_around

ID: Final = "own-variant"
CODES: Final = frozenset({"E0597", "E0515"})
_MOST: Final = 24


def propose(case: Case) -> Iterator[Offer]:
    """Change the types in its variants, what is put into them everywhere, and the lifetime that nothing needs."""
    for placed in _enums(case):
        text, name = placed.text, placed.item.name
        node = text.node(placed.item.start, placed.item.end)
        fields = _fields(node)
        if fields is None or not fields or "pub" in placed.item.visibility:
            continue
        edits = [text.edit(*part) for written in fields.values() for part in own_types(written)]
        edits += [edit for file, _ in files(case) for edit in unnamed(file, name)]
        values = [edit for file, _ in files(case) for edit in _values(file, name, fields)]
        if values and len(edits) + len(values) <= _MOST:
            message = f"`{name}` outlives what it is made of: it owns its values"
            yield case.offer(POSSIBLE, message, dict.fromkeys([*edits, *values]))


def _enums(case: Case) -> list[Placed]:
    """Give the enums with a lifetime that are made in the function of the error."""
    around = case.node
    while (statement := statement_around(around)) is not None and statement.parent is not None:
        around = statement.parent
    made = {text_of(one.child_by_field_name("path")) for one in walk(around) if one.type == "scoped_identifier"}
    found = [one for one in placed_items(case) if one.item.kind == "enum" and one.item.name in made]
    return [one for one in found if one.item.generics.startswith("<'")]


def _fields(enum: Node) -> dict[str, Node] | None:
    """Give the type of each variant that holds only a reference; None where the lifetime is needed elsewhere too."""
    names, listed = declared(enum), enum.child_by_field_name("type_parameters")
    if listed is None or listed.named_child_count != 1 or len(names) != 1:
        return None
    fields: dict[str, Node] = {}
    body = enum.child_by_field_name("body")
    for variant in body.named_children if body is not None else ():
        held = variant.child_by_field_name("body") if variant.type == "enum_variant" else None
        if held is None or not any(True for _ in lifetimes_in(held)):
            continue
        inside = held.named_children[0] if held.type == "ordered_field_declaration_list" else None
        is_lent = inside is not None and len(held.named_children) == 1 and inside.type == "reference_type"
        if inside is None or not is_lent or is_changeable(text_of(inside)):
            return None
        fields[text_of(variant.child_by_field_name("name"))] = inside
    return fields


def _values(text: Text, enum: str, fields: dict[str, Node]) -> Iterator[Edit]:
    """Yield a copy for what each variant is made of."""
    for node in walk(text.tree.root_node):
        called = node.child_by_field_name("function") if node.type == "call_expression" else None
        path = text_of(called.child_by_field_name("path")) if called is not None else ""
        name = text_of(called.child_by_field_name("name")) if called is not None else ""
        given = node.child_by_field_name("arguments")
        if path not in {enum, "Self"} or name not in fields or given is None or len(given.named_children) != 1:
            continue
        [value] = given.named_children
        lent = value.child_by_field_name("value") if value.type == "reference_expression" else None
        words = copied(text_of(lent or value), fields[name].child_by_field_name("type"), lent=lent is None)
        yield text.edit(value.start_byte, value.end_byte, words)
