"""A struct that borrows what ends before it: its field owns the value (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files, placed_items
from ferrule.repair.moves.lifetimes.flows import STATIC, declared, lifetimes_in
from ferrule.repair.moves.lifetimes.owned import copied, is_changeable, own_types
from ferrule.repair.moves.move import POSSIBLE
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.declared import owner_around
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "own-field"
CODES: Final = frozenset({"E0597", "E0515"})
_TEXTS: Final = frozenset({"string_literal", "raw_string_literal"})
_MOST: Final = 24


def propose(case: Case) -> Iterator[Offer]:
    """Change the field's type, what is put into it everywhere, and the lifetime that nothing needs any more."""
    given = _given(case)
    if given is None:
        return
    struct, field = given
    found = [one for one in placed_items(case) if one.item.kind == "struct" and one.item.name == struct]
    if len(found) != 1:
        return
    text = found[0].text
    node = text.node(found[0].item.start, found[0].item.end)
    declaration = next((one for one in walk(node) if _is_field(one, field)), None)
    written = declaration.child_by_field_name("type") if declaration is not None else None
    if written is None or written.type != "reference_type" or is_changeable(text_of(written)):
        return
    names = {text_of(one) for one in lifetimes_in(written)}
    edits = [text.edit(*part) for part in own_types(written)]
    if names != {STATIC}:
        if not _is_free(node, written):
            return
        edits += [edit for file, _ in files(case) for edit in unnamed(file, struct)]
    edits += [edit for file, _ in files(case) for edit in _values(file, struct, field, written, case)]
    if len(edits) <= _MOST:
        yield case.offer(
            POSSIBLE, f"`{struct}` outlives what it is made of: it owns its `{field}`", dict.fromkeys(edits)
        )


def _given(case: Case) -> tuple[str, str] | None:
    """Give the struct and the field into which the borrow goes."""
    for spot in (case.spot, *case.spots("is borrowed here")):
        node = case.text.node(spot.byte_start, spot.byte_end)
        field = enclosing(node, "field_initializer", "block", "closure_expression")
        struct = enclosing(field, "struct_expression", "block") if field is not None else None
        if field is not None and field.type == "field_initializer" and struct is not None:
            name = text_of(struct.child_by_field_name("name"))
            name = owner_around(node) if name == "Self" else name
            return name, text_of(field.child_by_field_name("field"))
    return None


def _is_field(node: Node, name: str) -> bool:
    return node.type == "field_declaration" and text_of(node.child_by_field_name("name")) == name


def _is_free(struct: Node, written: Node) -> bool:
    """Say whether the struct has one lifetime as its only parameter, and only this field uses it."""
    names = declared(struct)
    listed = struct.child_by_field_name("type_parameters")
    used = [text_of(one) for one in lifetimes_in(struct.child_by_field_name("body"))]
    mine = [text_of(one) for one in lifetimes_in(written)]
    return listed is not None and listed.named_child_count == len(names) == 1 and used == mine == list(names)


def unnamed(text: Text, struct: str) -> Iterator[Edit]:
    """Yield the edits that take the lifetime from the struct, wherever it is written, and from its impls."""
    for node in walk(text.tree.root_node):
        if node.type in {"struct_item", "enum_item"} and text_of(node.child_by_field_name("name")) == struct:
            yield from _dropped(text, node.child_by_field_name("type_parameters"))
        elif node.type == "generic_type" and text_of(node.child_by_field_name("type")) == struct:
            yield from _dropped(text, node.child_by_field_name("type_arguments"))
        elif node.type == "impl_item":
            own, names = node.child_by_field_name("type"), declared(node)
            is_mine = (
                own is not None and own.type == "generic_type" and text_of(own.child_by_field_name("type")) == struct
            )
            used = [one for one in lifetimes_in(node) if text_of(one) in names]
            listed = node.child_by_field_name("type_parameters")
            if is_mine and listed is not None and listed.named_child_count == len(names) == 1 and len(used) == 2:
                yield from _dropped(text, listed)


def _dropped(text: Text, node: Node | None) -> Iterator[Edit]:
    if node is not None:
        yield text.edit(node.start_byte, node.end_byte, "")


def _values(text: Text, struct: str, field: str, written: Node, case: Case) -> Iterator[Edit]:
    """Yield the edits of what is put into the field: the value itself where it is known to end here, else a copy."""
    inner = written.child_by_field_name("type")
    for node in walk(text.tree.root_node):
        if node.type != "struct_expression" or text_of(node.child_by_field_name("name")) not in {struct, "Self"}:
            continue
        body = node.child_by_field_name("body")
        for one in body.named_children if body is not None else []:
            if one.type == "shorthand_field_initializer" and text_of(one) == field:
                yield text.edit(one.end_byte, one.end_byte, f": {copied(field, inner)}")
            elif one.type == "field_initializer" and text_of(one.child_by_field_name("field")) == field:
                value = one.child_by_field_name("value")
                if value is not None:
                    words = _owned(value, inner, case)
                    start = one.start_byte if words == field else value.start_byte
                    yield text.edit(start, value.end_byte, words)


def _owned(value: Node, inner: Node | None, case: Case) -> str:
    place = value.child_by_field_name("value") if value.type == "reference_expression" else None
    ends = place is not None and any(
        spot.byte_start <= place.start_byte < spot.byte_end for spot in (case.spot, *case.spots("is borrowed here"))
    )
    if place is not None and place.type == "identifier" and ends:
        return text_of(place)
    return copied(text_of(place) if place is not None else text_of(value), inner, lent=place is None)
