"""A method with more or fewer parameters than its trait, which another crate declares."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "count-parameters"
CODES: Final = frozenset({"E0050"})
_COUNTS: Final = re.compile(r"has (\d+) parameters? but the declaration in trait .* has (\d+)$")


def propose(case: Case) -> Iterator[Offer]:
    """Leave out the last ones where the body does not speak of them; add what is missing, of a type yet to be told."""
    counts = _COUNTS.search(case.error.message)
    function = enclosing(case.node, "function_item")
    listed = function.child_by_field_name("parameters") if function is not None else None
    body = function.child_by_field_name("body") if function is not None else None
    if counts is None or listed is None or body is None:
        return
    every = [one for one in listed.named_children if one.type in {"parameter", "self_parameter"}]
    kept = int(counts[2])
    if len(every) != int(counts[1]) or kept < 1:
        return
    if kept > len(every) > 0:
        at = every[-1].end_byte
        words = ", _: ()" * (kept - len(every))
        yield case.replace(POSSIBLE, "the trait's method takes more; the compiler tells of what type", (at, at, words))
    if kept >= len(every):
        return
    names = [text_of(one.child_by_field_name("pattern")).removeprefix("mut ") for one in every[kept:]]
    if any(re.search(rf"\b{re.escape(name)}\b", text_of(body)) for name in names):
        return
    part = (every[kept - 1].end_byte, every[-1].end_byte, "")
    yield case.replace(LIKELY, "the trait's method takes less, and nothing uses the rest", part)
