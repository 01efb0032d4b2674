"""A value that was opened for reading is changed: it is opened for writing."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.traits.open_guards import is_open_twice

ID: Final = "open-for-writing"
CODES: Final = frozenset({"E0596", "E0594"})
_GUARDED: Final = re.compile(r"in (?:a )?dereference of `(?:[\w:]+::)?(Ref|RwLockReadGuard)<")
_CALLS: Final = {"Ref": (b".borrow()", ".borrow_mut()"), "RwLockReadGuard": (b".read()", ".write()")}


def propose(case: Case) -> Iterator[Offer]:
    """Change the call at the place of the error, or in the `let` that holds the guard."""
    found = _GUARDED.search(case.error.message)
    if not found:
        return
    old, new = _CALLS[found[1]]
    source, start, end = case.text.source, case.spot.byte_start, case.spot.byte_end
    at = source.rfind(old, start, end + len(old))
    if at < 0:
        name = re.escape(source[start:end])
        held = list(
            re.finditer(rb"\blet\s+(?:mut\s+)?%s\s*(?::[^=;]*)?=[^;]*?(%s)" % (name, re.escape(old)), source[:start])
        )
        at = held[-1].start(1) if held else -1
    if at >= 0 and not is_open_twice(case, at + 1):
        yield case.replace(SURE, f"what is changed is opened by `{new}`", (at, at + len(old), new))
