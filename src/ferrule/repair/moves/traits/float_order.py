"""Floating numbers put in order by what wants a total order: they have one of their own, `total_cmp`."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE

ID: Final = "order-floats"
CODES: Final = frozenset({"E0277", "E0599"})
_FLOAT: Final = re.compile(r"`&?(?:f32|f64|\{float\}): Ord`")
_PLAIN: Final = {"sort": "sort_by", "sort_unstable": "sort_unstable_by", "max": "max_by", "min": "min_by"}
_CALL: Final = re.compile(rb"\s*\(\s*\)")


def propose(case: Case) -> Iterator[Offer]:
    """Give the method that takes an order, or compare two numbers by their own method."""
    if not _FLOAT.search(case.error.message if case.code == "E0277" else case.error.rendered):
        return
    start, end = case.spot.byte_start, case.spot.byte_end
    name = case.found
    call = _CALL.match(case.text.source, end)
    if name in _PLAIN and call:
        words = f"{_PLAIN[name]}(|a, b| a.total_cmp(b))"
        yield case.replace(SURE, "floating numbers have an order of their own", (start, call.end(), words))
    elif name == "cmp":
        yield case.replace(SURE, "floating numbers have an order of their own", (start, end, "total_cmp"))
