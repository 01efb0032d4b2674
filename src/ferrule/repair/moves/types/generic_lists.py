"""Generic parameters of an item: their nodes, their uses, and edits that take one away (P05)."""

from collections.abc import Iterator

from tree_sitter import Node

from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of

_LETTERS = "TUVWXYZABCDEFGHIJKLMNOPQRS"


def parameters_at(text: Text, at: int) -> tuple[Node, Node, Node] | None:
    """Give the parameter at a place, its list and the item that has it; None where no generic parameter is."""
    node = text.node(at, at + 1)
    while node.parent is not None and node.parent.type != "type_parameters":
        node = node.parent
    listed = node.parent
    return (node, listed, listed.parent) if listed is not None and listed.parent is not None else None


def name_of(parameter: Node) -> str:
    """Give the name of a parameter: `T`, or `'a` with its mark."""
    if parameter.type in {"lifetime_parameter", "lifetime"}:
        return text_of(next((one for one in walk(parameter) if one.type == "lifetime"), parameter))
    name = parameter.child_by_field_name("name")
    return text_of(name if name is not None else parameter)


def without(parameter: Node, listed: Node) -> tuple[int, int, str]:
    """Give the edit that takes a parameter out of its list, and the list with the last one."""
    others = [one for one in listed.named_children if "comment" not in one.type]
    if len(others) <= 1:
        return listed.start_byte, listed.end_byte, ""
    at = others.index(parameter)
    if at + 1 < len(others):
        return parameter.start_byte, others[at + 1].start_byte, ""
    return others[at - 1].end_byte, parameter.end_byte, ""


def uses(item: Node, name: str, but: Node) -> list[Node]:
    """Give the places in an item where a type or a lifetime of this name stands, those in one of its parts left out."""
    kinds = {"lifetime"} if name.startswith("'") else {"type_identifier", "identifier"}
    inside = (one for one in walk(item) if one.type in kinds and text_of(one) == name)
    return [one for one in inside if not but.start_byte <= one.start_byte < but.end_byte]


def fresh(item: Node, *, lifetime: bool) -> str:
    """Give a short name that the item does not use yet."""
    known = {text_of(one) for one in walk(item) if one.type in {"lifetime", "type_identifier", "identifier"}}
    letters = ("'" + letter.lower() for letter in sorted(_LETTERS)) if lifetime else iter(_LETTERS)
    return next((one for one in letters if one not in known), "'z" if lifetime else "Other")


def applied_to(text: Text, name: str) -> Iterator[Node]:
    """Yield the argument lists with which a type of this name is written in a file."""
    for node in walk(text.tree.root_node):
        if node.type == "type_arguments" and node.parent is not None:
            named = node.parent.child_by_field_name("type")
            if text_of(named).rpartition("::")[2] == name:
                yield node
