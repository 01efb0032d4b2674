"""A member of an impl with a name that its trait does not have, where the trait misses just one of that kind."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Finding
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.traits.counterpart import members
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "rename-member"
CODES: Final = frozenset({"E0407", "E0437", "E0438"})
_MISSING: Final = re.compile(r"^not all trait items implemented, missing: (.+)$")
_ASKED: Final = re.compile(r"implement the missing item: `(?P<kind>fn|type|const) (?P<name>\w+)(?P<head>[^{]*)")
_KINDS: Final = {"function_item": "fn", "type_item": "type", "associated_type": "type", "const_item": "const"}


def propose(case: Case) -> Iterator[Offer]:
    """Give the only stray member of an impl the name of the only member that the compiler misses there."""
    impl = enclosing(case.node, "impl_item")
    inside = members(impl) if impl is not None else []
    mine = next((one for one in inside if one.start_byte <= case.spot.byte_start < one.end_byte), None)
    name = mine.child_by_field_name("name") if mine is not None else None
    if impl is None or mine is None or name is None or _strays(case, impl) != 1:
        return
    for wanted in _missing(case, impl, mine):
        change = (name.start_byte, name.end_byte, wanted)
        yield case.replace(SURE, f"the trait asks for `{wanted}`, and this is all that it does not know", change)


def _strays(case: Case, impl: Node) -> int:
    return sum(error.rule in CODES for error in _inside(case, impl))


def _inside(case: Case, impl: Node) -> Iterator[Finding]:
    """Yield the errors at an impl or in it."""
    for error in case.errors:
        spot = next((one for one in error.spots if one.primary and one.path == case.spot.path), None)
        if spot is not None and impl.start_byte <= spot.byte_start < impl.end_byte:
            yield error


def _missing(case: Case, impl: Node, mine: Node) -> Iterator[str]:
    """Yield the only missing member where it is of the same kind, and takes as many parameters."""
    for error in _inside(case, impl):
        missing = _MISSING.match(error.message)
        asked = _ASKED.search(error.rendered)
        if not missing or "," in missing[1] or not asked:
            continue
        if asked["kind"] == _KINDS.get(mine.type, "") and _agrees(asked["head"], mine):
            yield asked["name"]


def _agrees(asked: str, mine: Node) -> bool:
    """Say whether two heads have a receiver of the same form and as many commas between parameters."""
    listed = text_of(mine.child_by_field_name("parameters"))
    wanted = asked.partition("->")[0]
    if not listed:
        return True
    is_same = re.findall(r"&?(?:mut )?\bself\b", wanted) == re.findall(r"&?(?:mut )?\bself\b", listed)
    return is_same and wanted.count(":") == re.sub(r"::", "", listed).count(":")
