"""What a struct literal or pattern is made of: the struct or variant that its path means, and that one's fields."""

from collections.abc import Iterator

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import known_items
from ferrule.repair.moves.shapes.fitting import head
from ferrule.syntax.items import Field, Item, text_of


def declared_fields(case: Case, literal: Node) -> tuple[Field, ...]:
    """Give the fields of what a literal or pattern makes or takes apart; none where that is not known."""
    item = declared(case, text_of(literal.child_by_field_name("name") or literal.child_by_field_name("type")), literal)
    return item.fields if item is not None else ()


def declared(case: Case, path: str, node: Node) -> Item | None:
    """Give the struct, union or variant that a path means, in this file rather than in another one."""
    segments = [head(one) for one in path.partition("<")[0].removesuffix("::").split("::")]
    own = head(self_type(node))
    names = [own if one == "Self" and own else one for one in segments]
    found = list(_named(case.text.items, names))
    if not found:
        found = list(_named(tuple(placed.item for placed in known_items(case)), names))
    return found[0] if found else None


def implements_default(case: Case, name: str) -> bool:
    """Say whether a type of this crate has a default, by derive or by hand."""
    return any(
        placed.item.name == name
        and (
            (placed.item.kind in {"struct", "enum"} and "Default" in placed.item.derives)
            or (placed.item.kind == "impl" and placed.item.of_trait.rpartition("::")[2] == "Default")
        )
        for placed in known_items(case)
    )


def enum_of(case: Case, path: str, node: Node) -> tuple[str, ...]:
    """Give the variants of the enum whose variant a path names, in their order; none where it is not known."""
    variant = declared(case, path.partition("(")[0].partition("{")[0].strip(), node)
    if variant is None or variant.kind != "variant":
        return ()
    for placed in known_items(case):
        if placed.item.kind == "enum" and variant in placed.item.members:
            return tuple(one.name for one in placed.item.members)
    return ()


def _named(items: tuple[Item, ...], names: list[str]) -> Iterator[Item]:
    name = names[-1] if names else ""
    for item in items:
        if item.kind in {"struct", "union"} and item.name == name:
            yield item
        elif item.kind == "enum":
            variants = [one for one in item.members if one.name == name]
            if variants and (len(names) == 1 or names[-2] == item.name):
                yield from variants


def own_fields(case: Case, node: Node) -> tuple[Field, ...]:
    """Give the fields of the type in whose impl a node stands; none outside of an impl with a `self`."""
    name = head(self_type(node))
    item = struct_of(case, name) if name else None
    return item.fields if item is not None and not item.is_tuple else ()


def self_type(node: Node) -> str:
    """Give the type of the impl in which a node stands, as it is written; empty outside of any."""
    around: Node | None = node
    while around is not None and around.type != "impl_item":
        around = around.parent
    return text_of(around.child_by_field_name("type")) if around is not None else ""


def struct_of(case: Case, name: str) -> Item | None:
    """Give the struct of this name, in this file rather than in another one of the crate; None when there is none."""
    kinds = {"struct", "union"}
    here = (one for one in case.text.items if one.kind in kinds and one.name == name)
    placed = (one.item for one in known_items(case) if one.item.kind in kinds and one.item.name == name)
    return next(here, None) or next(placed, None)
