"""A struct that is to hold a value and a borrow of that same value (P35)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.escalation.triggers.scene import Declared, Scene, function_at, primary, quoted, types_of
from ferrule.syntax.items import text_of

_CODES: Final = frozenset({"E0382", "E0505", "E0515", "E0597"})
_BORROWS: Final = re.compile(r"&|'\w")


def self_reference(scene: Scene) -> str:
    """Give the struct and the two fields; empty where no struct is made of a value and of its own borrow."""
    spot = primary(scene.error)
    if scene.error.rule not in _CODES or spot is None or (function := function_at(scene, spot)) is None:
        return ""
    named = set(quoted(scene.error))
    literals = [node for node in _nodes(function) if node.type == "struct_expression"]
    types = types_of(scene) if literals else {}
    for literal in literals:
        declared = types.get(_name(literal, function))
        if declared is not None and (found := _pair(literal, function, declared, named)):
            return f"`{declared.item.name}` ({declared.path}) is to own a value and to borrow from it: {found}"
    return ""


def _pair(literal: Node, function: Node, declared: Declared, named: set[str]) -> str:
    borrowing = {field.name for field in declared.item.fields if _BORROWS.search(field.type)}
    values = dict(_values(literal))
    for name, value in values.items():
        source = text_of(value)
        if value.type not in {"identifier", "shorthand_field_identifier"} or name in borrowing or source not in named:
            continue
        for other in borrowing & values.keys():
            if _is_borrowed_from(values[other], source, function):
                return f"`{other}` borrows from what `{name}` owns (`{source}`)"
    return ""


def _is_borrowed_from(value: Node, source: str, function: Node) -> bool:
    """Say whether an expression, or the variable that it names, is made of a value."""
    word = re.compile(rf"(?<![\w.]){re.escape(source)}\b")
    if value.type not in {"identifier", "shorthand_field_identifier"}:
        return word.search(text_of(value)) is not None
    lets = (node for node in _nodes(function) if node.type == "let_declaration")
    bound = (node for node in lets if text_of(node.child_by_field_name("pattern")) == text_of(value))
    return any(word.search(text_of(node.child_by_field_name("value"))) for node in bound)


def _values(literal: Node) -> Iterator[tuple[str, Node]]:
    body = literal.child_by_field_name("body")
    for part in body.named_children if body is not None else ():
        if part.type == "shorthand_field_initializer" and part.named_children:
            yield text_of(part.named_children[0]), part.named_children[0]
        value = part.child_by_field_name("value")
        if part.type == "field_initializer" and value is not None:
            yield text_of(part.child_by_field_name("field")), value


def _name(literal: Node, function: Node) -> str:
    """Give the name of the struct that is made; of `Self` that of the impl."""
    name = re.split(r"<|::<", text_of(literal.child_by_field_name("name")))[0].rpartition("::")[2]
    above = function.parent.parent if function.parent is not None else None
    if name == "Self" and above is not None and above.type == "impl_item":
        return re.split(r"<", text_of(above.child_by_field_name("type")))[0].rpartition("::")[2]
    return name


def _nodes(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting.extend(one.named_children)
