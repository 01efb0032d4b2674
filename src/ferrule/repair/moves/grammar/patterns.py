"""Patterns that cannot be written as they are (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "write-pattern"
CODES: Final = frozenset({"E0030", "E0130", "E0158", "E0579", "E0642", "E0658"})
_NAMED: Final = re.compile(r"^(?:&\s*|mut\s+|ref\s+)*([a-z_]\w*)$")
"""A pattern that binds one name."""
_RANGE: Final = re.compile(r"^(?P<low>[^.]+)\.\.(?P<closed>=?)(?P<high>[^.]+)$")


def propose(case: Case) -> Iterator[Offer]:
    """Compare in a guard, include the end of a range, take what a box holds by `*`."""
    if case.code == "E0158":
        yield from _compared(case)
    elif case.code in {"E0030", "E0579"}:
        yield from _ranged(case)
    elif case.code in {"E0130", "E0642"}:
        named = _NAMED.match(case.found)
        part = (case.spot.byte_start, case.spot.byte_end, named[1] if named is not None else "_")
        yield case.replace(POSSIBLE, "a function without a body takes no patterns", part)
    elif "box pattern" in case.error.message:
        yield from _unboxed(case)


def _compared(case: Case) -> Iterator[Offer]:
    """Yield a guard for a value that no pattern can name, such as a constant parameter."""
    pattern, value = enclosing(case.node, "match_pattern"), case.found
    if pattern is None or pattern.child_by_field_name("condition") is not None:
        return
    if text_of(pattern) != value:
        if "|" not in text_of(pattern) and ".." not in text_of(pattern):
            bound = (case.spot.byte_start, case.spot.byte_end, "value")
            guard = (pattern.end_byte, pattern.end_byte, f" if value == {value}")
            yield case.replace(LIKELY, "a guard can compare with it, a pattern cannot", bound, guard)
        return
    words = f"value if value == {value}"
    yield case.replace(
        LIKELY, "a guard can compare with it, a pattern cannot", (pattern.start_byte, pattern.end_byte, words)
    )


def _ranged(case: Case) -> Iterator[Offer]:
    """Yield the range with its end, where that makes it one; else with its ends swapped."""
    found = _RANGE.match(case.found)
    if found is None:
        return
    low, high = found["low"].strip(), found["high"].strip()
    span = (case.spot.byte_start, case.spot.byte_end)
    if low == high and not found["closed"]:
        yield case.replace(LIKELY, "the end belongs to the range", (*span, f"{low}..={high}"))
    elif low != high:
        yield case.replace(POSSIBLE, "its ends are swapped", (*span, f"{high}..{found['closed']}{low}"))


def _unboxed(case: Case) -> Iterator[Offer]:
    """Yield a `let` that takes the value out of its box by `*`."""
    let = enclosing(case.node, "let_declaration")
    value = let.child_by_field_name("value") if let is not None else None
    if let is None or value is None or not case.found.startswith("box "):
        return
    pattern = let.child_by_field_name("pattern")
    start = case.spot.byte_start
    if value.type in {"call_expression", "identifier", "field_expression"} and (
        pattern is None or start <= pattern.start_byte
    ):
        opened = (value.start_byte, value.start_byte, "*")
        yield case.replace(LIKELY, "`*` takes the value out of its box", (start, start + 4, ""), opened)
