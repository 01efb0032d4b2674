"""A trait that no object can have, with a closed set of types: an enum of them that has the trait itself."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, files, placed_items
from ferrule.repair.moves.design.delegation import delegated
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.design.made_types import made_type
from ferrule.repair.moves.design.objects import objects, trait_at
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import TYPES, impls, own_trait, own_type
from ferrule.repair.moves.types.expressions import ancestors, walk
from ferrule.syntax.items import text_of

ID: Final = "enum-dispatch"
CODES: Final = frozenset({"E0038"})
RANK: Final = 86
_MOST: Final = 80
_MOST_TYPES: Final = 12


def propose(case: Case) -> Iterator[Offer]:
    """Declare the enum behind the trait, let it have the trait, and put it wherever a boxed object stood."""
    name = trait_at(case)
    trait = own_trait(case, name) if name else None
    types = _types(case, trait) if trait is not None else []
    enum = f"Any{name}"
    if trait is None or not types or any(one.item.name == enum for one in placed_items(case)):
        return
    methods = delegated(trait, types)
    edits = list[Edit]()
    for plain, _ in files(case) if methods else ():
        text = shown(plain)
        parts = _replaced(case, text, name, enum, types)
        if parts is None:
            return
        if text.path == trait.text.path:
            parts.append((trait.item.end, trait.item.end, _declared(trait, enum, types, methods)))
        edits += as_edits(text, [*parts, *_imported(text, trait, enum, parts)])
    if edits and len(edits) <= _MOST:
        yield case.offer(RANK, f"`{name}` cannot be an object, and all its types are known: an enum of them", edits)


def _types(case: Case, trait: Placed) -> list[str]:
    """Give the types that have the trait; none where one of them has parameters, or lies in another place."""
    found = [one for one in impls(case, of_trait=trait.item.name) if one.item.kind == "impl"]
    names = [one.item.type for one in found]
    for one in found:
        placed = own_type(case, one.item.type)
        is_plain = placed is not None and placed.item.kind in TYPES and not placed.item.generics
        if (
            not is_plain
            or one.item.generics
            or placed is None
            or placed.modules != trait.modules
            or placed.item.is_local
        ):
            return []
    return names if len(names) <= _MOST_TYPES and not trait.item.generics and not trait.item.is_local else []


def _declared(trait: Placed, enum: str, types: list[str], methods: list[str]) -> str:
    visibility = f"{trait.item.visibility} " if trait.item.visibility else ""
    variants = "".join(f"    {one}({one}),\n" for one in types)
    body = "\n".join(methods)
    made = f"{visibility}enum {enum} {{\n{variants}}}\n\nimpl {trait.item.name} for {enum} {{\n{body}\n}}"
    line = trait.text.indent(trait.item.start)
    return "\n\n" + "\n".join(f"{line}{one}" if one else "" for one in made.split("\n"))


def _replaced(case: Case, text: Text, name: str, enum: str, types: list[str]) -> list[Part] | None:
    """Give the edits of one file; None where an object stands in a place that cannot follow."""
    parts: list[Part] = []
    for node in objects(text, name):
        if node.type == "bounded_type":
            return None
        listed = node.parent
        box = listed.parent if listed is not None else None
        if box is not None and box.type == "generic_type" and text_of(box.child_by_field_name("type")) == "Box":
            parts.append((box.start_byte, box.end_byte, enum))
        elif listed is not None and listed.type == "reference_type" and _is_parameter(listed):
            parts.append((node.start_byte, node.end_byte, f"impl {name}"))
        else:
            return None
    for node in walk(text.tree.root_node):
        boxed = _boxed(node)
        of_type = made_type(case, boxed) if boxed is not None else ""
        if boxed is not None and of_type in types:
            called = node.child_by_field_name("function")
            if called is not None:
                parts.append((called.start_byte, called.end_byte, f"{enum}::{of_type}"))
    return parts


def _is_parameter(reference: Node) -> bool:
    inside = ("closure_parameters", "function_type", "trait_item")
    is_direct = reference.parent is not None and reference.parent.type == "parameter"
    return is_direct and not any(one.type in inside for one in ancestors(reference))


def _boxed(node: Node) -> Node | None:
    """Give what stands in `Box::new(..)`."""
    if node.type != "call_expression" or text_of(node.child_by_field_name("function")) != "Box::new":
        return None
    given = node.child_by_field_name("arguments")
    return given.named_children[0] if given is not None and given.named_child_count == 1 else None


def _imported(text: Text, trait: Placed, enum: str, parts: list[Part]) -> Iterator[Part]:
    """Yield the edit that brings the enum in where the trait is brought in by name."""
    if text.path == trait.text.path or not any(enum in words for *_, words in parts):
        return
    name = trait.item.name
    for node in walk(text.tree.root_node):
        if node.type != "use_declaration":
            continue
        found = re.search(rf"(?<![\w]){name}(?=\s*[,;}}])", text_of(node))
        if found:
            prefix = text_of(node)[: found.start()]
            start = node.start_byte + len(prefix.encode())
            at = start + len(name)
            if "{" in prefix:
                yield at, at, f", {enum}"
            else:
                yield start, at, f"{{{enum}, {name}}}"
            return
