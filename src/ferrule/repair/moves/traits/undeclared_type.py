"""`Self::X` in a trait that has no such type: the trait declares it."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import POSSIBLE
from ferrule.syntax.tree import enclosing

ID: Final = "declare-type"
CODES: Final = frozenset({"E0220"})
_UNKNOWN: Final = re.compile(r"^associated type `(\w+)` not found for `Self`")


def propose(case: Case) -> Iterator[Offer]:
    """Declare the type at the top of the trait that speaks of it."""
    found = _UNKNOWN.match(case.error.message)
    trait = enclosing(case.node, "trait_item")
    body = trait.child_by_field_name("body") if trait is not None else None
    if not found or trait is None or body is None:
        return
    at = body.start_byte + 1
    is_open = b"\n" in (body.text or b"")
    words = f"\n{case.text.indent(trait.start_byte)}    type {found[1]};" if is_open else f" type {found[1]};"
    yield case.replace(POSSIBLE, "the trait speaks of the type: it declares it", (at, at, words))
