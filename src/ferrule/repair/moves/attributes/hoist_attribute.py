"""An attribute on an expression, where only statements may have one (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE

ID: Final = "hoist-attribute"
CODES: Final = frozenset({"E0658"})
_VALUE: Final = re.compile(rb"^[ \t]*(?=(?:let|const|static)\b[^;{]*=\s*$)")
"""What stands before the value of a binding on its line."""


def propose(case: Case) -> Iterator[Offer]:
    """Put it before the statement around it."""
    source, start, end = case.text.source, case.spot.byte_start, case.spot.byte_end
    if "attributes on expressions" not in case.error.message or not case.found.startswith("#["):
        return
    line = source.rfind(b"\n", 0, start) + 1
    before = _VALUE.match(source[line:start])
    if before is not None:
        first = line + before.end()
        message = "only statements may have attributes: put it before this one"
        moved = f"{case.found}\n{case.text.indent(start)}"
        blank = len(source[end:]) - len(source[end:].lstrip())
        yield case.replace(SURE, message, (first, first, moved), (start, end + blank, ""))
