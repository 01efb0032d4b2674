"""A trait of another crate for a type of another crate: a type of this crate around it has the trait."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files, placed_items
from ferrule.repair.moves.move import LAST
from ferrule.repair.moves.traits.own import head, own_trait
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "wrap-foreign-type"
CODES: Final = frozenset({"E0117", "E0210"})
_SHOWN: Final = frozenset({"Display", "Debug", "LowerHex", "UpperHex", "Binary", "Octal", "LowerExp", "Pointer"})
"""Traits that macros call without naming them."""
_MARKERS: Final = frozenset({"Drop", "Copy", "Send", "Sync", "Sized", "Unpin", "From", "Into", "TryFrom", "TryInto"})
"""Traits that mean the type itself, or whose methods make or take the type as a value."""


def propose(case: Case) -> Iterator[Offer]:
    """Declare a type with the foreign one inside, and let the impl be for it."""
    impl = enclosing(case.node, "impl_item")
    if impl is None:
        return
    of_type, trait, body = (impl.child_by_field_name(part) for part in ("type", "trait", "body"))
    if of_type is None or trait is None or body is None or not body.named_children:
        return
    name = head(text_of(trait))
    if name in _MARKERS or own_trait(case, name) is not None or text_of(of_type).startswith(("&", "*", "dyn ")):
        return
    if _is_used(case, impl, name, head(text_of(of_type))):
        return
    listed = impl.child_by_field_name("type_parameters")
    names = [text_of(one.child_by_field_name("name")) for one in listed.named_children] if listed is not None else []
    if any(one.type != "type_parameter" for one in (listed.named_children if listed is not None else ())):
        return
    used = f"<{', '.join(names)}>" if names else ""
    plain = "" if text_of(of_type) in names else head(text_of(of_type)).strip("[] ").title().replace("_", "")
    new = f"Wrapped{plain if plain.isalnum() else ''}"
    if any(one.item.name == new for one in placed_items(case)):
        return
    line = case.text.indent(impl.start_byte)
    declared = f"struct {new}{used}({text_of(of_type)});\n\n{line}"
    parts = [
        (impl.start_byte, impl.start_byte, declared),
        (of_type.start_byte, of_type.end_byte, f"{new}{used}"),
        *((one.end_byte, one.end_byte, ".0") for one in _values(body)),
    ]
    yield case.replace(LAST, "only a type of this crate can have the trait: one around it", *parts)


def _is_used(case: Case, impl: Node, trait: str, owner: str) -> bool:
    """Say whether the crate may count on the impl elsewhere: those places would have to be wrapped too."""
    body = impl.child_by_field_name("body")
    members = body.named_children if body is not None else []
    names = {text_of(one.child_by_field_name("name")) for one in members if one.type == "function_item"}
    told = {"to_string"} if trait in _SHOWN else set()
    words = "|".join(re.escape(name) for name in sorted(names | told | {owner}) if name)
    looked = rf"\b(?:{words})\b" + (r"|\b(?:format|write|print|panic|assert)\w*!" if trait in _SHOWN else "")
    for text, _ in files(case):
        source = text.source
        if text.path == case.text.path:
            source = source[: impl.start_byte] + source[impl.end_byte :]
        if re.search(looked.encode(), re.sub(rb"(?m)^\s*use [^;]*;", b"", source)):
            return True
    return False


def _values(body: Node) -> Iterator[Node]:
    """Yield where `self` stands as a value."""
    for node in walk(body):
        above = node.parent
        if node.type == "self" and above is not None and above.type not in {"self_parameter", "scoped_identifier"}:
            yield node
