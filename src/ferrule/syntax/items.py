"""The items of a file as values: names, visibility, fields, variants, signatures, derives (P05)."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.syntax.tree import parse

_KINDS: Final = {
    "struct_item": "struct", "union_item": "union", "enum_item": "enum", "enum_variant": "variant",
    "function_item": "fn", "function_signature_item": "fn", "trait_item": "trait", "impl_item": "impl",
    "mod_item": "mod", "const_item": "const", "static_item": "static", "type_item": "type",
    "associated_type": "type", "macro_definition": "macro",
}  # fmt: skip
_KEPT: Final = 4096
"""Files whose items are remembered: a search asks about the same crate for each of its errors."""
_HOLDING: Final = frozenset({"impl", "trait", "mod", "enum", "fn"})
"""Items that hold other items."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a struct or a variant."""

    name: str
    """Its number where it has no name."""
    type: str
    visibility: str
    """As it is written; empty for a private one."""
    start: int
    end: int
    """Byte offsets of the field without its attributes, the end exclusive."""


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a function; `self` in any form has the pattern `self`."""

    pattern: str
    type: str
    """As it is written; for `self` the whole of it, such as `&mut self`."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item, variant or member of an impl or a trait."""

    kind: str
    """struct, union, enum, variant, fn, trait, impl, mod, const, static, type or macro."""
    name: str
    """Of an impl the name of its type without generics."""
    visibility: str
    start: int
    end: int
    """Byte offsets without its attributes, the end exclusive."""
    name_start: int
    name_end: int
    modules: tuple[str, ...] = ()
    """The modules around it within the file."""
    generics: str = ""
    """With the angle brackets; empty where there are none."""
    attributes: tuple[str, ...] = ()
    """Without `#[` and `]`."""
    derives: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    is_tuple: bool = False
    """Its fields have numbers."""
    params: tuple[Param, ...] = ()
    returns: str = ""
    """The return type; empty where none is written. Of a const, static or type alias its type."""
    of_trait: str = ""
    """Of an impl its trait as it is written; empty for an inherent one."""
    type: str = ""
    """Of an impl its type as it is written."""
    body: tuple[int, int] | None = None
    """Byte offsets of the block or list with its braces; None where there is none."""
    members: tuple["Item", ...] = ()
    """Of an enum its variants; of an impl, a trait, a module or the body of a function what is in it."""
    is_local: bool = False
    """It stands in the body of a function: no path leads to it from outside."""


def items_of(source: bytes) -> tuple[Item, ...]:
    """Give the items of a file at its top, each with its members; text that does not parse gives what is sound."""
    return tuple(_inside(parse(source).root_node, ()))


@functools.lru_cache(maxsize=_KEPT)
def all_items(source: bytes) -> tuple[Item, ...]:
    """Give all items of a file, members after what they belong to; what was asked is kept for the next time."""
    return tuple(flat(items_of(source)))


def flat(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield all items, members after what they belong to."""
    for item in items:
        yield item
        yield from flat(item.members)


def text_of(node: Node | None) -> str:
    """Give what stands at a node; empty for none."""
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""


def as_replacement(text: str) -> str:
    """Give a text in the form that `re.sub` puts in as it stands, whatever signs are in it."""
    return text.replace("\\", "\\\\")


def _inside(node: Node, modules: tuple[str, ...], *, local: bool = False) -> Iterator[Item]:
    attributes: list[str] = []
    for child in node.named_children:
        if child.type == "attribute_item":
            attributes.append(text_of(child.named_children[0]) if child.named_children else "")
            continue
        if child.type == "foreign_mod_item" and (body := child.child_by_field_name("body")) is not None:
            yield from _inside(body, modules, local=local)
        elif child.type in _KINDS:
            yield _item(child, modules, tuple(attributes), local=local)
        elif child.type in {"ERROR", "block"}:
            yield from _inside(child, modules, local=local)
        if child.type not in {"line_comment", "block_comment"}:
            attributes = []


def _item(node: Node, modules: tuple[str, ...], attributes: tuple[str, ...], *, local: bool) -> Item:
    kind = _KINDS[node.type]
    name = node.child_by_field_name("name")
    body = node.child_by_field_name("body")
    of_type = node.child_by_field_name("type")
    if kind == "impl":
        name = _head(of_type)
    within = (*modules, text_of(name)) if kind == "mod" else modules
    fields = tuple(_fields(body)) if kind in {"struct", "union", "variant"} else ()
    parameters = node.child_by_field_name("parameters")
    returns = node.child_by_field_name("return_type") if kind == "fn" else of_type
    return Item(
        kind,
        text_of(name),
        _visibility(node),
        node.start_byte,
        node.end_byte,
        name.start_byte if name is not None else node.start_byte,
        name.end_byte if name is not None else node.start_byte,
        modules,
        text_of(node.child_by_field_name("type_parameters")),
        attributes,
        tuple(name for words in attributes for name in _derived(words)),
        fields,
        body is not None and body.type == "ordered_field_declaration_list",
        tuple(_params(parameters)) if parameters is not None else (),
        text_of(returns) if kind != "impl" else "",
        text_of(node.child_by_field_name("trait")),
        text_of(of_type) if kind == "impl" else "",
        (body.start_byte, body.end_byte) if body is not None else None,
        tuple(_inside(body, within, local=local or kind == "fn")) if body is not None and kind in _HOLDING else (),
        local,
    )


def _head(node: Node | None) -> Node | None:
    """Give the name in a type such as `&'a path::Name<T>`."""
    while node is not None and node.type in {"reference_type", "generic_type", "scoped_type_identifier"}:
        node = node.child_by_field_name("name" if node.type == "scoped_type_identifier" else "type")
    return node


def _visibility(node: Node) -> str:
    return next((text_of(child) for child in node.named_children if child.type == "visibility_modifier"), "")


def _derived(attribute: str) -> Iterator[str]:
    """Yield the last segment of each path in `derive(...)`."""
    if attribute.startswith("derive"):
        for path in attribute.removeprefix("derive").strip().strip("()").split(","):
            if name := path.strip().rpartition("::")[2].strip():
                yield name


def _fields(body: Node | None) -> Iterator[Field]:
    if body is None:
        return
    if body.type == "field_declaration_list":
        for field in body.named_children:
            if field.type == "field_declaration":
                name, of_type = field.child_by_field_name("name"), field.child_by_field_name("type")
                yield Field(text_of(name), text_of(of_type), _visibility(field), field.start_byte, field.end_byte)
        return
    visibility, start, number = "", -1, 0
    for child in body.named_children:
        if child.type == "visibility_modifier":
            visibility, start = text_of(child), child.start_byte
        elif child.type not in {"attribute_item", "line_comment", "block_comment"}:
            first = start if start >= 0 else child.start_byte
            yield Field(str(number), text_of(child), visibility, first, child.end_byte)
            visibility, start, number = "", -1, number + 1


def _params(node: Node) -> Iterator[Param]:
    for child in node.named_children:
        if child.type == "self_parameter":
            yield Param("self", text_of(child), child.start_byte, child.end_byte)
        elif child.type == "parameter":
            pattern = text_of(child.child_by_field_name("pattern"))
            of_type = text_of(child.child_by_field_name("type"))
            if pattern == "self":  # `self: Box<Self>`
                of_type = text_of(child)
            yield Param(pattern, of_type, child.start_byte, child.end_byte)
        elif child.type not in {"attribute_item", "line_comment", "block_comment"}:
            yield Param("", text_of(child), child.start_byte, child.end_byte)
