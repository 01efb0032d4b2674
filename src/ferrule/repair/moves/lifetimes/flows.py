"""What a lifetime error says about which data goes where, and the lifetimes that a tree declares (P15)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.traits.generics import around
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of

STATIC: Final = "'static"
_RETURNED: Final = re.compile(
    r"supposed to return data with lifetime `('\w+)` but it is returning data with lifetime `('\w+)`"
)
_REQUIRED: Final = re.compile(r"requires that `('\w+)` must outlive `('\w+)`")
_CALLED: Final = "let's call the lifetime of this reference `{}`"


@dataclass(frozen=True, slots=True)
class Flow:
    """Data of one lifetime goes where data of another one has to be."""

    source: str
    """What the data has; a number, such as `'1`, for one without a name."""
    target: str
    """What it would need; `source` has to outlive it."""
    is_returned: bool


def flow(case: Case) -> Flow | None:
    """Give what the error says of two lifetimes; None where it says nothing of the kind."""
    for spot in case.error.spots:
        if not spot.primary and not spot.label.startswith("argument requires"):
            continue
        if said := _RETURNED.search(spot.label):
            return Flow(said[2], said[1], is_returned=True)
        if said := _REQUIRED.search(spot.label):
            return Flow(said[1], said[2], is_returned="returning this value" in spot.label)
    return None


def is_named(lifetime: str) -> bool:
    """Say whether a lifetime of the compiler's words stands in the source under this name."""
    return not lifetime[1:2].isdigit()


def references_called(case: Case, lifetime: str) -> list[Node]:
    """Give the references, receivers included, to which the compiler gave a number; none for one with a name."""
    found = []
    for spot in case.spots(_CALLED.format(lifetime)):
        node: Node | None = case.text.node(spot.byte_start, spot.byte_end) if spot.path == case.spot.path else None
        while node is not None and node.type not in {"reference_type", "self_parameter"}:
            node = node.parent if node.start_byte >= spot.byte_start - 1 and node.type != "function_item" else None
        if node is not None and lifetime_of(node) is None and "&" in text_of(node)[:1]:
            found.append(node)
    return found


def lifetime_of(reference: Node) -> Node | None:
    """Give the lifetime that is written for a reference or a receiver."""
    return next((one for one in reference.children if one.type == "lifetime"), None)


def naming(reference: Node, lifetime: str) -> tuple[int, int, str]:
    """Give the edit that writes a lifetime for a reference, in the place of the one it has."""
    written = lifetime_of(reference)
    if written is not None:
        return written.start_byte, written.end_byte, lifetime
    return reference.start_byte + 1, reference.start_byte + 1, f"{lifetime} "


def unnaming(source: bytes, lifetime: Node) -> tuple[int, int, str]:
    """Give the edit that takes the lifetime of a reference away."""
    end = lifetime.end_byte
    while source[end : end + 1] == b" ":
        end += 1
    return lifetime.start_byte, end, ""


def declared(item: Node) -> dict[str, Node]:
    """Give the lifetimes that an item declares, by name with the quote."""
    listed = item.child_by_field_name("type_parameters")
    found = listed.named_children if listed is not None else []
    return {text_of(one.child_by_field_name("name")): one for one in found if one.type == "lifetime_parameter"}


def declaring(node: Node | None, lifetime: str) -> Node | None:
    """Give the innermost item around a node that declares a lifetime."""
    return next((item for item in around(node) if lifetime in declared(item)), None)


def function_of(node: Node) -> Node | None:
    """Give the function around a node, with or without a body."""
    found: Node | None = node
    while found is not None and found.type not in {"function_item", "function_signature_item"}:
        found = found.parent
    return found


def lifetimes_in(node: Node | None) -> Iterator[Node]:
    """Yield the lifetimes that are written in a node, in order."""
    yield from (one for one in walk(node) if one.type == "lifetime") if node is not None else ()


def fresh(*around_it: Node) -> str:
    """Give a name for a new lifetime that none of these nodes speaks of."""
    used = {text_of(one) for node in around_it for one in lifetimes_in(node)}
    return next((f"'{letter}" for letter in "abcdefghijkl" if f"'{letter}" not in used), "'lent")


def declare(item: Node, lifetime: str) -> tuple[int, int, str] | None:
    """Give the edit that declares a lifetime on a function, an impl or a type."""
    listed = item.child_by_field_name("type_parameters")
    if listed is not None:
        more = ", " if listed.named_children else ""
        return listed.start_byte + 1, listed.start_byte + 1, f"{lifetime}{more}"
    if item.type == "impl_item":
        mark = next((one for one in item.children if one.type == "impl"), None)
        return (mark.end_byte, mark.end_byte, f"<{lifetime}>") if mark is not None else None
    name = item.child_by_field_name("name")
    return (name.end_byte, name.end_byte, f"<{lifetime}>") if name is not None else None
