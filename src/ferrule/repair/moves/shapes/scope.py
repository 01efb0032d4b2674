"""The names that can be used at a place inside of a function, with what is known of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS
from ferrule.syntax.variables import around_function, bound_names

_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Local:
    """A parameter, a variable, or what a pattern binds."""

    name: str
    type: str
    """As it is written; empty where it is left to the compiler."""
    uses: int
    """How often the function speaks of it after that; 0 for one that is left over."""
    start: int
    """Where it is bound."""


def locals_at(node: Node) -> tuple[Local, ...]:
    """Give the names in scope at a node, the nearest first; of those of one name only the nearest, `self` last."""
    found: dict[str, Local] = {}
    around = around_function(node)
    words = text_of(around if around is not None else node)
    for name, of_type in _bound_around(node):
        text = text_of(name)
        if text and text != "_" and text not in found and len(found) < _MOST and not text[0].isupper():
            found[text] = Local(text, text_of(of_type), count_name(text, words) - 1, name.start_byte)
    return tuple(found.values())


def enclosing(node: Node, *kinds: str) -> Node | None:
    """Give the nearest of these kinds around a node, itself included, within the same function."""
    around: Node | None = node
    while around is not None and around.type not in kinds:
        if around.type in ITEMS:
            return None
        around = around.parent
    return around


def count_name(name: str, words: str) -> int:
    """Count how often a text speaks of a name."""
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", words))


def _bound_around(node: Node) -> Iterator[tuple[Node, Node | None]]:
    """Yield the bound names with the type that is written for them, from the inside out."""
    inner, around = node, node.parent
    while around is not None and inner.type != "function_item":
        if around.type == "block":
            before = [one for one in around.named_children if one.end_byte <= inner.start_byte]
            for one in reversed(before):
                if one.type == "let_declaration":
                    yield from _declared(one)
        elif around.type in {"for_expression", "match_arm"} and inner != around.child_by_field_name("pattern"):
            if around.type == "match_arm" or inner != around.child_by_field_name("value"):
                yield from ((name, None) for name in bound_names(around.child_by_field_name("pattern")))
        elif around.type in {"if_expression", "while_expression"} and inner.type == "block":
            yield from _in_condition(around.child_by_field_name("condition"))
        elif around.type in {"closure_expression", "function_item"}:
            yield from _parameters(around.child_by_field_name("parameters"))
        inner, around = around, around.parent


def _declared(declaration: Node) -> Iterator[tuple[Node, Node | None]]:
    pattern, of_type = declaration.child_by_field_name("pattern"), declaration.child_by_field_name("type")
    for name in bound_names(pattern):
        yield name, of_type if name == pattern else None


def _in_condition(condition: Node | None) -> Iterator[tuple[Node, Node | None]]:
    for one in [] if condition is None else [condition, *condition.named_children]:
        if one.type == "let_condition":
            yield from ((name, None) for name in bound_names(one.child_by_field_name("pattern")))


def _parameters(parameters: Node | None) -> Iterator[tuple[Node, Node | None]]:
    for one in parameters.named_children if parameters is not None else []:
        if one.type == "self_parameter":
            yield from ((child, None) for child in one.named_children if child.type == "self")
        elif one.type == "parameter":
            yield from _declared(one)
        else:
            yield from ((name, None) for name in bound_names(one))
