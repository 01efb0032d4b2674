"""An inherent impl for a type of somebody else: a trait of its own, or for a reference the type behind it."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.counterpart import members
from ferrule.repair.moves.traits.generics import parameters
from ferrule.repair.moves.traits.header import declaration
from ferrule.repair.moves.traits.own import head, own_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "extension-trait"
CODES: Final = frozenset({"E0116", "E0118", "E0390"})


def propose(case: Case) -> Iterator[Offer]:
    """Offer an impl for the type itself where the error stands at a reference to an own one; else a trait."""
    impl = enclosing(case.node, "impl_item")
    of_type = impl.child_by_field_name("type") if impl is not None else None
    if impl is None or of_type is None or impl.child_by_field_name("trait") is not None or not members(impl):
        return
    if of_type.type == "reference_type" and own_type(case, head(text_of(of_type))) is not None:
        yield from _behind(case, impl, of_type)
    declared = [_declared(one) for one in members(impl)]
    if not all(declared):
        return
    name = (re.sub(r"\W", "", head(text_of(of_type)).title()) or "Own") + "Ext"
    if any(item.name == name for item in case.text.items):
        return
    names = parameters(impl)
    if text_of(of_type) in names:
        itself = rf"\b{re.escape(text_of(of_type))}\b"
        declared = [re.sub(itself, "Self", one) for one in declared]
    used = [one for one in names if any(re.search(rf"\b{re.escape(one)}\b", words) for words in declared)]
    of = f"<{', '.join(used)}>" if used else ""
    sized = ": Sized" if text_of(of_type) in names and any("Self" in one for one in declared) else ""
    indent = case.text.indent(impl.start_byte)
    inner = "".join(f"{indent}    {one}\n" for one in declared)
    seen = "pub " if any(_visibility(one) is not None for one in members(impl)) else ""
    words = f"{seen}trait {name}{of}{sized} {{\n{inner}{indent}}}\n\n{indent}"
    parts = [(impl.start_byte, impl.start_byte, words), (of_type.start_byte, of_type.start_byte, f"{name}{of} for ")]
    for one in members(impl):
        mark = _visibility(one)
        if mark is not None and mark.next_sibling is not None:
            parts.append((mark.start_byte, mark.next_sibling.start_byte, ""))
    yield case.replace(LIKELY, "methods of a foreign type come by a trait", *parts)


def _behind(case: Case, impl: Node, of_type: Node) -> Iterator[Offer]:
    """Offer the impl for the type behind the reference, with references to `self` and `Self` in its methods."""
    value = of_type.child_by_field_name("type")
    if value is None or text_of(of_type).startswith("&mut"):
        return
    parts = [(of_type.start_byte, value.start_byte, "")]
    waiting = list(members(impl))
    while waiting:
        node = waiting.pop()
        if node.type == "self_parameter":
            if text_of(node) != "self":
                return
            parts.append((node.start_byte, node.start_byte, "&"))
        elif node.type == "type_identifier" and text_of(node) == "Self":
            parts.append((node.start_byte, node.start_byte, "&"))
        waiting.extend(node.named_children)
    yield case.replace(SURE, "the methods belong to the type behind the reference", *sorted(parts))


def _visibility(one: Node) -> Node | None:
    return next((child for child in one.named_children if child.type == "visibility_modifier"), None)


def _declared(one: Node) -> str:
    mark = text_of(_visibility(one))
    return declaration(one).removeprefix(mark).strip()
