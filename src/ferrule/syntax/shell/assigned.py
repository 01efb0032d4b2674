"""What the variables of a command line may hold, by what the line itself sets them to."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

from tree_sitter import Node

from ferrule.syntax.shell.tree import text_of, walk
from ferrule.syntax.shell.words import UNKNOWN, fields, value

_SETTERS: Final = frozenset({"read", "mapfile", "readarray", "printf", "getopts", "unset"})
"""Programs of the shell itself that set the variables which they name."""
_MOST: Final = 16
"""Ways to combine values that are looked at; where there are more, a variable with several values is unknown."""

Choices = dict[str, list[Node | None]]


def environments(root: Node) -> Iterator[Mapping[str, str]]:
    """Yield each way in which variables that the line sets may stand; the order of its commands is not asked for."""
    choices = _choices(root)
    if prod(len(set(nodes)) for nodes in choices.values()) > _MOST:
        choices = {name: nodes if len(nodes) == 1 else [None] for name, nodes in choices.items()}
    names = list(choices)
    for chosen in product(*choices.values()):
        known: dict[str, str] = {}
        for name, node in zip(names, chosen, strict=True):
            known[name] = _set_to(node, known)
        yield known


def _choices(root: Node) -> Choices:
    found: Choices = {}
    for node in walk(root):
        if node.type == "variable_assignment":
            _add(found, node.child_by_field_name("name"), _assigned(node))
        elif node.type == "for_statement":
            for one in node.children_by_field_name("value") or (None,):
                _add(found, node.child_by_field_name("variable"), one)
        elif node.type in ("command", "unset_command", "expansion"):
            for name in _touched(node):
                found.setdefault(name, []).append(None)
    return {name: list(dict.fromkeys(nodes)) for name, nodes in found.items()}


def _add(found: Choices, name: Node | None, node: Node | None) -> None:
    if name is not None:
        found.setdefault(text_of(name).partition("[")[0], []).append(node)


def _assigned(node: Node) -> Node | None:
    """Give what a variable is set to by a plain `name=value`; None where more than that decides."""
    name, given = node.child_by_field_name("name"), node.child_by_field_name("value")
    is_plain = any(text_of(one) == "=" for one in node.children) and name is not None and name.type == "variable_name"
    if not is_plain or (given is not None and given.type == "array"):
        return None
    return given if given is not None else name


def _set_to(node: Node | None, known: Mapping[str, str]) -> str:
    if node is None:
        return UNKNOWN
    if node.type == "variable_name":
        return ""
    if node.parent is None or node.parent.type != "for_statement":
        return value(node, known)
    found = fields(node, known)
    return found[0] if len(found) == 1 else UNKNOWN


def _touched(node: Node) -> Iterator[str]:
    """Yield the variables that a command or an expansion such as `${name:=value}` may set."""
    if node.type == "command":
        words = [value(one, {}) for one in node.named_children if one.type != "variable_assignment"]
        after = next((at for at, word in enumerate(words) if word in _SETTERS), len(words))
        yield from (word.partition("=")[0].partition("[")[0] for word in words[after + 1 :])
    elif node.type == "expansion":
        if any(text_of(one) in ("=", ":=") for one in node.children):
            yield from (text_of(one) for one in node.children if one.type == "variable_name")
    else:
        yield from (text_of(one) for one in walk(node) if one.type == "variable_name")
