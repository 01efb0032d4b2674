"""A range of texts as a pattern: only numbers and characters have those, a guard can compare the rest."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.shapes.scope import enclosing
from ferrule.syntax.items import text_of

ID: Final = "range-to-guard"
CODES: Final = frozenset({"E0029"})
_CLOSED: Final = frozenset({"..=", "..."})


def propose(case: Case) -> Iterator[Offer]:
    """Bind the value and compare it in a guard, with the same ends."""
    found, arm = enclosing(case.node, "range_pattern"), enclosing(case.node, "match_arm")
    pattern = arm.child_by_field_name("pattern") if arm is not None else None
    if found is None or arm is None or pattern is None or pattern.named_children[:1] != [found]:
        return
    ends = [text_of(one) for one in found.named_children]
    sign = next((one for one in found.children if not one.is_named), None)
    if len(ends) != 2 or sign is None or pattern.child_by_field_name("condition") is not None:
        return
    less = "<=" if sign.type in _CLOSED else "<"
    name = next(name for name in ("value", "text", "matched", "it") if name not in text_of(arm))
    words = f"{name} if {name} >= {ends[0]} && {name} {less} {ends[1]}"
    yield case.replace(LIKELY, "texts are compared in a guard", (pattern.start_byte, pattern.end_byte, words))
