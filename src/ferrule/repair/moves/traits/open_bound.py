"""A trait with an open argument, such as `AsRef<_>`, is what a type parameter lacks: the types at hand fill it."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import as_replacement, text_of
from ferrule.syntax.tree import enclosing

ID: Final = "fill-bound"
CODES: Final = frozenset({"E0599"})
_OPEN: Final = re.compile(r"</\*\s*\w+\s*\*/>")
_BORROWED: Final = ("str", "[u8]", "std::path::Path", "std::ffi::OsStr")
_MOST: Final = 5


def propose(case: Case) -> Iterator[Offer]:
    """Offer the compiler's bound with each type that may be meant, those that the function speaks of first."""
    for suggestion in case.error.suggestions:
        edits = tuple(one for one in suggestion.edits if one.path == case.text.path)
        if len(edits) != 1 or not _OPEN.search(edits[0].replacement) or edits[0].byte_end > len(case.text.source):
            continue
        for place, words in enumerate(_types(case, edits[0].replacement)):
            filled = _OPEN.sub(as_replacement(f"<{words}>"), edits[0].replacement)
            part = (edits[0].byte_start, edits[0].byte_end, filled)
            yield case.replace(LIKELY + place, f"what is called needs `{filled.strip(': +')}`", part)


def _types(case: Case, bound: str) -> tuple[str, ...]:
    if "AsRef" in bound or "Borrow" in bound:
        return _BORROWED
    function = enclosing(case.node, "function_item")
    if function is None:
        return ()
    said = [text_of(function.child_by_field_name("return_type"))]
    listed = function.child_by_field_name("parameters")
    said += [text_of(one.child_by_field_name("type")) for one in listed.named_children] if listed is not None else []
    return tuple(dict.fromkeys(words for words in said if words and "impl" not in words))[:_MOST]
