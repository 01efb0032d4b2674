"""Subcommands that clap's derive makes of an enum."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.syntax.shell.tree import text_of

_OPTIONAL: Final = re.compile(r"^(?:std::\w+::)?(?:Option|Vec)\s*<|^bool$")
_IS_OPTION: Final = re.compile(r"\b(?:default_value|default_value_t|default_values|default_missing_value|flatten)\b")
_NAME: Final = re.compile(r"""\bname\s*=\s*"([^"]+)\"""")
_ALSO: Final = re.compile(r"""\b(?:visible_)?alias(?:es)?\s*=\s*(?:\[([^\]]*)\]|"([^"]*)")""")
_DERIVES: Final = re.compile(r"derive\([^)]*\b(?:Subcommand|Parser|StructOpt)\b")
_NESTED: Final = re.compile(r"\b(?:subcommand|flatten|skip|external_subcommand)\b")


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One word that an xtask takes."""

    name: str
    line: int
    needed: tuple[str, ...] = ()
    """Arguments without which it does not run."""
    also: tuple[str, ...] = ()


def structs_in(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield each struct of a file with its name, those in modules included."""
    for node, _ in _items(root):
        name = node.child_by_field_name("name")
        if node.type == "struct_item" and name is not None:
            yield text_of(name), node


def in_derives(root: Node, text: str, structs: Mapping[str, Node]) -> Iterator[Subcommand]:
    """Yield the variants of each enum that derives `Subcommand`, or clap's `Parser`, which makes the same of it."""
    nested = set(re.findall(r"#\[(?:command|clap)\(subcommand\)\]\s*\w+\(\s*(?:\w+::)*(\w+)", text))
    for node, attributes in _items(root):
        name = node.child_by_field_name("name")
        is_one = node.type == "enum_item" and _DERIVES.search(attributes)
        if is_one and name is not None and text_of(name) not in nested:
            yield from _variants(node, structs)


def _items(root: Node) -> Iterator[tuple[Node, str]]:
    """Yield each item with the attributes above it, those in modules included."""
    waiting = [root]
    while waiting:
        attributes = ""
        for node in waiting.pop().named_children:
            if node.type == "attribute_item":
                attributes += text_of(node)
            elif node.type == "mod_item":
                body = node.child_by_field_name("body")
                waiting += [body] if body is not None else []
            elif node.type not in ("line_comment", "block_comment"):
                yield node, attributes
                attributes = ""


def _variants(enum: Node, structs: Mapping[str, Node]) -> Iterator[Subcommand]:
    body = enum.child_by_field_name("body")
    attributes = ""
    for node in body.named_children if body is not None else ():
        if node.type == "attribute_item":
            attributes += text_of(node)
        elif node.type == "enum_variant":
            name = node.child_by_field_name("name")
            given = _NAME.search(attributes)
            word = given[1] if given else _kebab(text_of(name)) if name is not None else ""
            also = tuple(re.findall(r"[\w-]+", "".join("".join(pair) for pair in _ALSO.findall(attributes))))
            needed = ("a subcommand",) if _NESTED.search(attributes) else tuple(_needed(node, structs))
            yield Subcommand(word, node.start_point.row + 1, needed, also)
            attributes = ""
        elif node.type not in ("line_comment", "block_comment"):
            attributes = ""


def _needed(variant: Node, structs: Mapping[str, Node]) -> Iterator[str]:
    """Yield the arguments that a variant cannot do without; those of a struct elsewhere are not known."""
    body = variant.child_by_field_name("body")
    if body is None:
        return
    if body.type == "ordered_field_declaration_list":
        for one in body.named_children:
            if one.type not in ("attribute_item", "visibility_modifier"):
                struct = structs.get(text_of(one).rpartition("::")[2])
                yield from _fields(struct.child_by_field_name("body")) if struct is not None else ("arguments",)
    else:
        yield from _fields(body)


def _fields(body: Node | None) -> Iterator[str]:
    attributes = ""
    for node in body.named_children if body is not None else ():
        if node.type == "attribute_item":
            attributes += text_of(node)
        elif node.type == "field_declaration":
            name, kind = node.child_by_field_name("name"), node.child_by_field_name("type")
            is_free = kind is not None and _OPTIONAL.search(text_of(kind))
            if name is not None and not is_free and not _IS_OPTION.search(attributes):
                yield text_of(name).replace("_", "-")
            attributes = ""


def _kebab(name: str) -> str:
    """Give the word that clap makes of a variant's name."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name)
    return spaced.lower().replace("_", "-")
