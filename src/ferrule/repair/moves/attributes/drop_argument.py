"""An argument of an attribute that is there twice, contradicts another one, or is not known (P05)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.attributes.attribute import (
    KEPT,
    Argument,
    arguments_of,
    attribute_at,
    attributes_of,
    name_of,
    without_argument,
)
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE

ID: Final = "drop-attribute-argument"
CODES: Final = frozenset({
    "E0452", "E0453", "E0538", "E0539", "E0541", "E0552", "E0565", "E0566", "E0587", "E0602", "E0634", "E0635", "E0636",
    "E0658", "E0692", "E0710",
})  # fmt: skip
_LINTS: Final = frozenset({"E0452", "E0453", "E0602", "E0710"})
"""Errors about lints: what is said of the others in a list stays."""
_ON_ITEM: Final = frozenset({"E0566", "E0587", "E0634", "E0692"})
"""Errors of several representation hints, of which one has to go."""


def propose(case: Case) -> Iterator[Offer]:
    """Leave one argument out: the one that the error points at, of several that contradict each other each."""
    found = list(_hints(case)) if case.code in _ON_ITEM else list(_pointed(case))
    if case.code == "E0692":  # what goes beside `transparent` can only be the others
        others = [part for part in found if part[1].text != "transparent"]
        parts = tuple(without_argument(case.text, *part) for part in others)
        if len(others) == 1:
            yield case.replace(LIKELY, "nothing goes beside `transparent`: leave the other hint out", *parts)
        elif others:
            attribute = others[0][0]
            yield case.replace(
                LIKELY,
                "nothing goes beside `transparent`",
                (attribute.start_byte, attribute.end_byte, "#[repr(transparent)]"),
            )
        return
    rank = POSSIBLE if case.code == "E0552" else LIKELY
    for attribute, argument in reversed(found):
        name = name_of(attribute)
        if (name in KEPT and case.code not in _LINTS) or (name == "derive" and case.code == "E0658"):
            continue
        message = f"`{argument.text}` cannot be in `{name}`: leave it out"
        yield case.replace(rank, message, without_argument(case.text, attribute, argument))
    if case.code == "E0453":
        yield from _weakened(case)


def _pointed(case: Case) -> Iterator[tuple[Node, Argument]]:
    for spot in case.error.spots:
        if spot.path != case.spot.path or (case.code == "E0453" and not spot.primary):
            continue
        attribute = attribute_at(case.text, spot.byte_start)
        whole = attribute is not None and spot.byte_start <= attribute.start_byte
        if attribute is not None and not whole:
            here = (one for one in arguments_of(case.text, attribute) if one.start <= spot.byte_start < one.end)
            yield from ((attribute, one) for one in here)


def _hints(case: Case) -> Iterator[tuple[Node, Argument]]:
    """Yield the hints of all `repr` on the item, those written last first."""
    here = attribute_at(case.text, case.spot.byte_start)
    found = [here] if here is not None else list(attributes_of(case.text, case.spot.byte_start))
    for attribute in found:
        if name_of(attribute) == "repr":
            yield from ((attribute, one) for one in arguments_of(case.text, attribute))


def _weakened(case: Case) -> Iterator[Offer]:
    """Yield `deny` in the place of `forbid`, which lets single places answer for themselves."""
    for spot in case.spots("`forbid` level set here"):
        attribute = attribute_at(case.text, spot.byte_start)
        if attribute is not None and name_of(attribute) == "forbid":
            start = attribute.start_byte + case.text.at(attribute.start_byte, attribute.end_byte).index("forbid")
            yield case.replace(POSSIBLE, "`deny` can be overruled, `forbid` cannot", (start, start + 6, "deny"))
