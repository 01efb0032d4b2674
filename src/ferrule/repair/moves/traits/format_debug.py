"""`{}` for a value that can only be shown by `Debug`: the format asks for that."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.deriving import derive_edits
from ferrule.repair.moves.traits.own import head

ID: Final = "format-debug"
CODES: Final = frozenset({"E0277"})
_NO_DISPLAY: Final = re.compile(r"^`([^`]+)` doesn't implement `(?:\w+::)*Display`")
_LAZY: Final = frozenset({"LazyLock", "LazyCell"})
_PLAIN: Final = re.compile(r"^\{([^{}:?]*)(?::([^{}?]*))?\}$")


def propose(case: Case) -> Iterator[Offer]:
    """Turn `{}` into `{:?}`; an own type that lacks `Debug` derives it along with that."""
    found = _NO_DISPLAY.match(case.error.message)
    if not found:
        return
    if head(found[1]) in _LAZY:
        if case.found.isidentifier():
            at = case.spot.byte_start
            yield case.replace(SURE, "what it holds has a form for users", (at, at, "*"))
        return
    for spot in case.error.spots:
        placeholder = (
            _PLAIN.match(case.text.at(spot.byte_start, spot.byte_end)) if spot.path == case.text.path else None
        )
        if placeholder:
            form = f"{{{placeholder[1]}:{placeholder[2] or ''}?}}"
            derived = derive_edits(case, [(head(found[1]), "Debug")]) or ()
            edits = (case.text.edit(spot.byte_start, spot.byte_end, form), *derived)
            yield case.offer(LIKELY, "it has no form for users: show it by `Debug`", edits)
            return
