"""What is around a name that is used: the function, the type whose member that is, how the name is used."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.syntax.items import Item, text_of
from ferrule.syntax.tree import enclosing

NAME: Final = re.compile(r"(?:r#)?[A-Za-z_]\w*")
_OWNERS: Final = ("impl_item", "trait_item")


def method_around(node: Node) -> Node | None:
    """Give the member of an impl or a trait in whose body a node stands, closures in between included."""
    function = enclosing(node, "function_item")
    holder = function.parent if function is not None else None
    is_member = holder is not None and holder.parent is not None and holder.parent.type in _OWNERS
    return function if is_member else None


def owner_of(method: Node) -> Node | None:
    """Give the impl or the trait of a member."""
    return enclosing(method.parent, *_OWNERS)


def takes_self(method: Node) -> bool:
    """Say whether a function has a receiver."""
    parameters = method.child_by_field_name("parameters")
    return parameters is not None and any(
        child.type == "self_parameter" or text_of(child.child_by_field_name("pattern")) == "self"
        for child in parameters.named_children
    )


def type_name(owner: Node) -> str:
    """Give the name of the type or trait that an impl or a trait belongs to, without path and generics."""
    if owner.type == "trait_item":
        return text_of(owner.child_by_field_name("name"))
    return head(text_of(owner.child_by_field_name("type")))


def head(words: str) -> str:
    """Give the last name of a type such as `&'a mut path::Name<T>`; empty for a tuple, a slice and the like."""
    plain = re.sub(r"^(?:&\s*(?:'\w+\s*)?(?:mut\s+)?|dyn\s+|impl\s+)+", "", words.strip())
    path = re.match(r"(?:::)?[\w:]+", plain)
    return path[0].rpartition("::")[2] if path else ""


def is_called(case: Case) -> bool:
    """Say whether a call of the name at the place of the error follows."""
    return case.text.source[case.spot.byte_end : case.spot.byte_end + 60].lstrip().startswith((b"(", b"::<"))


def is_after_path(case: Case) -> bool:
    """Say whether something stands before the name that it is looked up in."""
    return case.text.source[: case.spot.byte_start].rstrip()[-2:].endswith((b"::", b"."))


def is_missing_often(case: Case, name: str) -> bool:
    """Say whether several errors speak of a name: then an import is missing, and not what stands before one use."""
    return sum(f"`{name}`" in one.message for one in case.errors) > 1


def members(case: Case, name: str) -> Iterator[tuple[Item, Item]]:
    """Yield what belongs to a type or a trait of the crate: the impl or trait, and the member."""
    for placed in placed_items(case):
        if placed.item.kind in {"impl", "trait"} and placed.item.name == name:
            yield from ((placed.item, member) for member in placed.item.members)


def fields_of(case: Case, name: str) -> Iterator[tuple[Item, str]]:
    """Yield the fields of a struct of the crate, each with the struct."""
    for placed in placed_items(case):
        if placed.item.kind in {"struct", "union"} and placed.item.name == name:
            yield from ((placed.item, one.name) for one in placed.item.fields)


def variants(case: Case, name: str) -> Iterator[tuple[Placed, Item]]:
    """Yield the enums of the crate that have a variant of this name, each with the variant."""
    for placed in placed_items(case):
        if placed.item.kind == "enum":
            yield from ((placed, one) for one in placed.item.members if one.name == name)


def has_receiver(item: Item) -> bool:
    """Say whether a function item has `self`."""
    return bool(item.params) and item.params[0].pattern == "self"
