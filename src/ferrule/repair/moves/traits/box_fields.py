"""An enum that holds itself: the fields are boxed, and so are the values that its constructors are given, at once."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import text_of
from ferrule.syntax.macros import opened
from ferrule.syntax.tree import enclosing, parse

ID: Final = "box-fields"
CODES: Final = frozenset({"E0072"})


def propose(case: Case) -> Iterator[Offer]:
    """Box every field of the enum that is of the enum itself, and wrap what stands for it in calls and literals."""
    item = enclosing(case.node, "enum_item")
    name = text_of(item.child_by_field_name("name")) if item is not None else ""
    if item is None or not name or item.child_by_field_name("type_parameters") is not None:
        return
    owners = _owners(item, name)
    edits = [case.text.edit(*part) for fields in owners.values() for one in fields.values() for part in _box(one)]
    if not edits:
        return
    for text, _ in files(case):
        edits += [edit for edit in _wrapped(text, name, owners) if edit not in edits]
    yield case.offer(SURE, "what holds itself is behind a box, and made with one", dict.fromkeys(edits))


def _owners(item: Node, name: str) -> dict[str, dict[str, Node]]:
    """Give the variants by name, with those fields by name or number that are of the enum itself."""
    body = item.child_by_field_name("body")
    variants = body.named_children if body is not None else []
    found: dict[str, dict[str, Node]] = {}
    for one in variants:
        listed = one.child_by_field_name("body")
        fields = _types(listed) if listed is not None else {}
        mine = {key: kind for key, kind in fields.items() if text_of(kind) in {name, "Self"}}
        if mine:
            found[text_of(one.child_by_field_name("name"))] = mine
    return found


def _types(listed: Node) -> dict[str, Node]:
    if listed.type == "field_declaration_list":
        named = [one for one in listed.named_children if one.type == "field_declaration"]
        kinds = {text_of(one.child_by_field_name("name")): one.child_by_field_name("type") for one in named}
        return {key: kind for key, kind in kinds.items() if kind is not None}
    plain = [
        one
        for one in listed.named_children
        if "comment" not in one.type and one.type not in {"attribute_item", "visibility_modifier"}
    ]
    return {str(number): one for number, one in enumerate(plain)}


def _wrapped(text: Text, name: str, owners: dict[str, dict[str, Node]]) -> Iterator[Edit]:
    """Yield the boxes around values in `Type::Variant(..)` and `Type::Variant { .. }`."""
    path = re.compile(rf"^(?:(?:\w+::)*(?:{re.escape(name)}|Self)::)?(\w+)$")
    waiting = [parse(opened(text.source)).root_node]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.named_children)
        head = node.child_by_field_name(
            {"call_expression": "function", "struct_expression": "name"}.get(node.type, "-")
        )
        named = path.match(text_of(head)) if head is not None else None
        fields = owners.get(named[1]) if named is not None else None
        for value in _values(node, fields) if fields is not None else ():
            if not text_of(value).startswith("Box::"):
                yield text.edit(value.start_byte, value.start_byte, _opening(value))
                yield text.edit(value.end_byte, value.end_byte, ")")


def _values(node: Node, fields: dict[str, Node]) -> Iterator[Node]:
    listed = node.child_by_field_name("arguments" if node.type == "call_expression" else "body")
    number = 0
    for one in listed.named_children if listed is not None else ():
        if node.type == "call_expression":
            if "comment" not in one.type:
                if str(number) in fields:
                    yield one
                number += 1
        elif one.type == "field_initializer":
            value = one.child_by_field_name("value")
            if value is not None and text_of(one.child_by_field_name("field")) in fields:
                yield value
        elif one.type == "shorthand_field_initializer" and text_of(one) in fields:
            yield one


def _opening(value: Node) -> str:
    field = f"{text_of(value)}: " if value.type == "shorthand_field_initializer" else ""
    return f"{field}Box::new("


def _box(kind: Node) -> Iterator[tuple[int, int, str]]:
    yield kind.start_byte, kind.start_byte, "Box<"
    yield kind.end_byte, kind.end_byte, ">"
