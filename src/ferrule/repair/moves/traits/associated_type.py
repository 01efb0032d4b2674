"""An associated type that is left open: `dyn Trait` without it, `Trait::X` without a type."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.traits.counterpart import member
from ferrule.repair.moves.traits.generics import around, bounds_of, parameters
from ferrule.repair.moves.traits.own import head, impls, node_of
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "associated-type"
CODES: Final = frozenset({"E0191", "E0223"})


def propose(case: Case) -> Iterator[Offer]:
    """Take what the only impl says; else the parameter at hand, or for a trait object one of the declaration."""
    if case.code == "E0223":
        yield from _qualified(case)
        return
    names = [name.rpartition("::")[2] for name in re.findall(r"`(\w+)`", case.error.message.partition(" in ")[0])]
    used = case.node
    if used.parent is not None and used.parent.type == "generic_type":
        used = used.parent
    if not names or not text_of(used):
        return
    known = _known(case, head(text_of(used)), names)
    if known:
        yield case.replace(LIKELY, "the only impl says what it is", _bound(used, known))
    yield from _generic(case, used, names)


def _known(case: Case, trait: str, names: list[str]) -> list[str]:
    """Give the bindings that all impls of the trait agree on; empty when they do not, or are generic."""
    said: set[tuple[str, ...]] = set()
    for placed in impls(case, trait):
        node = node_of(placed.text, placed.item)
        types = [member(node, name) for name in names] if node is not None else []
        said.add(tuple(text_of(one.child_by_field_name("type")) if one is not None else "" for one in types))
        if placed.item.generics:
            return []
    only = next(iter(said)) if len(said) == 1 else ()
    open_words = any(not words or re.search(r"\bSelf\b|'", words) for words in only)
    return [] if open_words else [f"{name} = {words}" for name, words in zip(names, only, strict=False)]


def _generic(case: Case, used: Node, names: list[str]) -> Iterator[Offer]:
    """Offer to leave the type to those who use the alias or call the function."""
    item = enclosing(used, "type_item", "function_item")
    name = item.child_by_field_name("name") if item is not None else None
    if item is None or name is None or any(one in parameters(item) for one in names):
        return
    if item.type == "type_item" and len(re.findall(rf"\b{text_of(name)}\b".encode(), case.text.source)) > 1:
        return
    if item.type == "function_item" and enclosing(used, "parameters") is None:
        return
    declared = item.child_by_field_name("type_parameters")
    words = ", ".join(names)
    last = declared.named_children[-1] if declared is not None and declared.named_children else None
    place = (last.end_byte, last.end_byte, f", {words}") if last else (name.end_byte, name.end_byte, f"<{words}>")
    bindings = [f"{one} = {one}" for one in names]
    yield case.replace(POSSIBLE, "who uses it says what it is", place, _bound(used, bindings))


def _bound(used: Node, bindings: list[str]) -> tuple[int, int, str]:
    """Give the edit that adds bindings to a use of a trait."""
    words = ", ".join(bindings)
    if used.type == "generic_type" and text_of(used).endswith(">"):
        return used.end_byte - 1, used.end_byte - 1, f", {words}"
    return used.end_byte, used.end_byte, f"<{words}>"


def _qualified(case: Case) -> Iterator[Offer]:
    """Answer `Trait::X`: by the parameter that is bound by the trait, by `Self`, or by the only type."""
    trait, colons, name = case.found.rpartition("::")
    if not colons or "<" in trait:
        return
    start, end = case.spot.byte_start, case.spot.byte_end
    for item in around(case.node):
        for one in parameters(item):
            if head(trait) in {head(bound) for bound in bounds_of(item, one)}:
                yield case.replace(SURE, f"`{one}` is the type that has it", (start, end, f"{one}::{name}"))
                return
    owner = enclosing(case.node, "trait_item", "impl_item")
    of_trait = (
        owner.child_by_field_name("trait" if owner.type == "impl_item" else "name") if owner is not None else None
    )
    if of_trait is not None and head(text_of(of_trait)) == head(trait):
        yield case.replace(SURE, "it is that of the type at hand", (start, end, f"Self::{name}"))
        return
    types = {placed.item.type for placed in impls(case, head(trait)) if not placed.item.generics}
    if len(types) == 1:
        yield case.replace(LIKELY, "only one type has it", (start, end, f"<{types.pop()} as {trait}>::{name}"))
