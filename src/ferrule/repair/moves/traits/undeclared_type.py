"""`Self::X` in a trait that has no such type, or `T::X` of a parameter: misspelt, or the trait declares it."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import POSSIBLE, SURE
from ferrule.repair.moves.nearest import nearest
from ferrule.repair.moves.traits.generics import bounds_of, declaring
from ferrule.repair.moves.traits.own import head, own_trait
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "declare-type"
CODES: Final = frozenset({"E0220"})
_UNKNOWN: Final = re.compile(r"^associated type `(\w+)` not found for `Self`")
_OF_PARAMETER: Final = re.compile(r"^associated type `(?P<name>\w+)` not found for `(?P<of>\w+)`")
_UNRESOLVED: Final = frozenset({"E0405", "E0412", "E0432", "E0433"})
_QUOTED: Final = re.compile(r"`([^`]+)`")
_STD: Final = {
    "Iterator": ("Item",), "DoubleEndedIterator": ("Item",), "ExactSizeIterator": ("Item",),
    "IntoIterator": ("Item", "IntoIter"), "Deref": ("Target",), "DerefMut": ("Target",), "Index": ("Output",),
    "Add": ("Output",), "Sub": ("Output",), "Mul": ("Output",), "Div": ("Output",), "Rem": ("Output",),
    "Neg": ("Output",), "Not": ("Output",), "FromStr": ("Err",), "TryFrom": ("Error",), "TryInto": ("Error",),
    "Future": ("Output",), "FnOnce": ("Output",), "FnMut": ("Output",), "Fn": ("Output",),
}  # fmt: skip


def propose(case: Case) -> Iterator[Offer]:
    """Spell it as a bound of the parameter has it, or declare it at the top of the trait that speaks of it."""
    yield from _respelt(case)
    found = _UNKNOWN.match(case.error.message)
    trait = enclosing(case.node, "trait_item")
    body = trait.child_by_field_name("body") if trait is not None else None
    if not found or trait is None or body is None or _is_above_unknown(case, trait):
        return
    at = body.start_byte + 1
    is_open = b"\n" in (body.text or b"")
    words = f"\n{case.text.indent(trait.start_byte)}    type {found[1]};" if is_open else f" type {found[1]};"
    yield case.replace(POSSIBLE, "the trait speaks of the type: it declares it", (at, at, words))


def _is_above_unknown(case: Case, trait: Node) -> bool:
    """Say whether a trait that this one builds on is not found: that one may have the type."""
    above = trait.child_by_field_name("bounds")
    names = {head(text_of(one)) for one in (above.named_children if above is not None else ())}
    unknown = [word for error in case.errors if error.rule in _UNRESOLVED for word in _QUOTED.findall(error.message)]
    return any(word.rpartition("::")[2] in names for word in unknown)


def _respelt(case: Case) -> Iterator[Offer]:
    """Give the name of the type that a bound of the parameter has, where the written one looks like it."""
    found = _OF_PARAMETER.match(case.error.message)
    item = declaring(case.node, found["of"]) if found else None
    if found is None or item is None or case.found != found["name"]:
        return
    known: list[str] = []
    for bound in bounds_of(item, found["of"]):
        placed = own_trait(case, head(bound))
        inside = placed.item.members if placed is not None else ()
        known += [one.name for one in inside if one.kind == "type"] or _STD.get(head(bound), ())
    for name in nearest(found["name"], known):
        place = (case.spot.byte_start, case.spot.byte_end, name)
        yield case.replace(SURE, f"its bound has `{name}`", place)
