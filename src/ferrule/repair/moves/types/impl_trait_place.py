"""`impl Trait` where no type can be left open: the compiler finds it, or it has a name (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.tree import enclosing

ID: Final = "impl-trait-place"
CODES: Final = frozenset({"E0562"})
_CALLED: Final = re.compile(r"impl\s+(?:Fn|FnMut|FnOnce)\s*(\([^()]*\)(?:\s*->\s*[^+]+)?)$")


def propose(case: Case) -> Iterator[Offer]:
    """Leave the type of a variable to the compiler; a constant that is called is a `fn`, an argument a parameter."""
    start, end = case.spot.byte_start, case.spot.byte_end
    words = case.error.message
    source = case.text.source
    if "variable bindings" in words or "closure parameters" in words:
        colon = source.rfind(b":", 0, start)
        if colon >= 0 and not source[colon + 1 : start].strip():
            yield case.replace(LIKELY, "the compiler finds the type of a variable", (colon, end, ""))
    elif "const types" in words or "static types" in words:
        called = _CALLED.match(case.found)
        if called is not None:
            yield case.replace(LIKELY, "a constant that is called has a `fn` type", (start, end, f"fn{called[1]}"))
    elif "field types" in words:
        yield from _parameter(case)


def _parameter(case: Case) -> Iterator[Offer]:
    """Yield a parameter of the struct for the type of its field, where nothing else speaks of the struct."""
    item = enclosing(case.node, "struct_item")
    name = item.child_by_field_name("name") if item is not None else None
    if item is None or name is None or item.child_by_field_name("type_parameters") is not None:
        return
    title = case.text.at(name.start_byte, name.end_byte)
    said = len(re.findall(rf"\b{title}\b".encode(), case.text.source))
    taken = re.search(rb"\bF\b", case.text.source) is not None
    bounds = case.found.removeprefix("impl").strip()
    if said == 1 and not taken and bounds != case.found:
        yield case.replace(
            POSSIBLE,
            f"the type of a field is a parameter of `{title}`",
            (name.end_byte, name.end_byte, f"<F: {bounds}>"),
            (case.spot.byte_start, case.spot.byte_end, "F"),
        )
