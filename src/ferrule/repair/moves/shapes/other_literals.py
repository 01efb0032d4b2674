"""What other struct literals of the same type set a field to."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.shapes.fitting import head
from ferrule.repair.moves.shapes.lists import elements
from ferrule.repair.moves.shapes.other_uses import CONSTANT, usable, walk
from ferrule.repair.moves.shapes.owners import self_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.variables import around_function

_FRESH: Final = re.compile(r"(?:new|with|from|empty|init|build)(?:_|$)")
_SELF: Final = re.compile(r"\bself\b")


def field_name(initializer: Node) -> str:
    """Give the name of the field that an element of a struct literal sets; empty for `..other`."""
    if initializer.type == "base_field_initializer":
        return ""
    name = initializer.child_by_field_name("field")
    return text_of(name) if name is not None else text_of(initializer)


def values_elsewhere(case: Case, literal: Node, name: str) -> list[str]:
    """Give what other literals of the type in this file set the field to, as far as it means the same here."""
    of_type = type_of(literal)
    found = []
    for other in walk(case.text.tree.root_node, "struct_expression"):
        body = other.child_by_field_name("body")
        if type_of(other) == of_type and other != literal and body is not None:
            values = [one.child_by_field_name("value") for one in elements(body) if field_name(one) == name]
            found += [text_of(value) if usable(value, literal) else "" for value in values if value is not None]
    return found


def constant_elsewhere(case: Case, literal: Node, name: str) -> str | None:
    """Give the constant to which all other literals of the type in the crate that make a fresh value set the field."""
    of_type = type_of(literal)
    texts = [text for text, _ in files(case) if text.path != case.text.path and of_type.encode() in text.source]
    found: set[str] = set()
    for text in (case.text, *texts):
        for other in walk(text.tree.root_node, "struct_expression"):
            body = other.child_by_field_name("body")
            if other == literal or body is None or type_of(other) != of_type or not makes_new(other):
                continue
            values = [one.child_by_field_name("value") for one in elements(body) if field_name(one) == name]
            found |= {text_of(value) if value is not None and value.type in CONSTANT else "" for value in values}
    return found.pop() if len(found) == 1 and "" not in found else None


def type_of(literal: Node) -> str:
    """Give the name of the type that a literal makes, `Self` by its name."""
    return head(text_of(literal.child_by_field_name("name"))).replace("Self", head(self_type(literal)) or "Self")


def makes_new(literal: Node) -> bool:
    """Say whether the literal stands in what makes a fresh value: a constant, or a function by its name."""
    around = around_function(literal)
    if around is None:
        return enclosing(literal, "const_item", "static_item") is not None
    words = text_of(around.child_by_field_name("parameters"))
    name = text_of(around.child_by_field_name("name"))
    return name in {"new", "default"} or (_FRESH.match(name) is not None and _SELF.search(words) is None)
