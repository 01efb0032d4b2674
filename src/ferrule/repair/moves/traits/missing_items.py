"""An impl without an item that its trait wants, where what is there tells how it must be."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.counterpart import arguments, member, members
from ferrule.repair.moves.traits.own import head, impls, node_of, own_trait, own_type
from ferrule.repair.moves.traits.unify import declared_for, from_members, solved
from ferrule.syntax.items import Item, as_replacement, text_of
from ferrule.syntax.tree import enclosing

ID: Final = "missing-items"
CODES: Final = frozenset({"E0046"})
_MISSING: Final = re.compile(r"`(\w+)`")


def propose(case: Case) -> Iterator[Offer]:
    """Offer all missing items together; nothing when there is one that nothing tells of."""
    impl = enclosing(case.node, "impl_item")
    body = impl.child_by_field_name("body") if impl is not None else None
    names = _MISSING.findall(case.error.message.rpartition("missing:")[2])
    if impl is None or body is None or not names:
        return
    items = [_item(case, impl, name) for name in names]
    if all(items):
        is_type = all(item.startswith("type ") for item in items)
        indent = case.text.indent(impl.start_byte) + "    "
        at = body.start_byte + 1
        words = "".join(f"\n{indent}{item}" for item in items)
        if b"\n" not in (body.text or b""):
            words = f" {' '.join(items)}" if body.named_children else f"{words}\n{indent[:-4]}"
        yield case.replace(SURE if is_type else LIKELY, "what is there tells what is missing", (at, at, words))


def _item(case: Case, impl: Node, name: str) -> str:
    """Give a missing item as text; empty when it cannot be told."""
    trait_words = impl.child_by_field_name("trait")
    trait = head(text_of(trait_words))
    placed = own_trait(case, trait)
    home = node_of(placed.text, placed.item) if placed is not None else None
    if home is None:
        known = declared_for(trait, name)
        if known is not None:
            method = member(impl, known[0])
            returns = text_of(method.child_by_field_name("return_type")) if method is not None else ""
            found = solved(known[1], returns, name)
            return f"type {name} = {found};" if found else ""
        if (trait, name) == ("IntoIterator", "Item"):
            return _element(impl)
        return _standard(case, impl, trait, name)
    theirs = member(home, name)
    if theirs is None:
        return ""
    if theirs.type == "associated_type":
        found = from_members(members(home), members(impl), name)
        return f"type {name} = {found};" if found else ""
    return _delegate(case, impl, theirs, arguments(home, trait_words))


def _element(impl: Node) -> str:
    """Give the `Item` of an impl of IntoIterator, which is that of its iterator."""
    into = member(impl, "IntoIter")
    words = text_of(into.child_by_field_name("type")) if into is not None else ""
    if not words:
        method = member(impl, "into_iter")
        words = text_of(method.child_by_field_name("return_type")) if method is not None else ""
        if words == "Self::IntoIter":
            return ""
    return f"type Item = <{words} as Iterator>::Item;" if words else ""


def _standard(case: Case, impl: Node, trait: str, name: str) -> str:
    """Give a method of the standard library that follows from what the type has."""
    of_type = head(text_of(impl.child_by_field_name("type")))
    if (trait, name) == ("PartialOrd", "partial_cmp") and _has(case, "Ord", of_type):
        path = "core::cmp::Ordering" if b"no_std" in case.text.source else "std::cmp::Ordering"
        return f"fn partial_cmp(&self, other: &Self) -> Option<{path}> {{ Some(self.cmp(other)) }}"
    if (trait, name) == ("Default", "default") and _inherent(case, of_type, "new", 0):
        return "fn default() -> Self { Self::new() }"
    if (trait, name) == ("Clone", "clone") and _has(case, "Copy", of_type):
        return "fn clone(&self) -> Self { *self }"
    return ""


def _has(case: Case, trait: str, of_type: str) -> bool:
    placed = own_type(case, of_type)
    derived = placed is not None and trait in placed.item.derives
    return derived or any(True for _ in impls(case, trait, of_type))


def _inherent(case: Case, of_type: str, name: str, count: int) -> Item | None:
    """Give the function of the type itself with this name and number of parameters."""
    found = (one for placed in impls(case, "", of_type) for one in placed.item.members if one.name == name)
    return next((one for one in found if len(one.params) == count), None)


def _delegate(case: Case, impl: Node, theirs: Node, given: dict[str, str]) -> str:
    """Give a function that calls the type's own one of this name, or that of its only field."""
    listed = theirs.child_by_field_name("parameters")
    name = text_of(theirs.child_by_field_name("name"))
    if theirs.type != "function_signature_item" or listed is None:
        return ""
    patterns = [text_of(one.child_by_field_name("pattern")) or "self" for one in listed.named_children]
    of_type = head(text_of(impl.child_by_field_name("type")))
    words = text_of(theirs).rstrip(";").rstrip()
    for old, new in given.items():
        words = re.sub(rf"\b{re.escape(old)}\b", as_replacement(new), words)
    if not all(pattern.isidentifier() for pattern in patterns):
        return ""
    if _inherent(case, of_type, name, len(patterns)) is not None:
        return f"{words} {{ Self::{name}({', '.join(patterns)}) }}"
    field = _only_field(own_type(case, of_type))
    trait = head(text_of(impl.child_by_field_name("trait")))
    if patterns[:1] == ["self"] and field is not None and any(True for _ in impls(case, trait, head(field[1]))):
        return f"{words} {{ self.{field[0]}.{name}({', '.join(patterns[1:])}) }}"
    return ""


def _only_field(placed: Placed | None) -> tuple[str, str] | None:
    fields = placed.item.fields if placed is not None and placed.item.kind == "struct" else ()
    return (fields[0].name, fields[0].type) if len(fields) == 1 else None
