"""A bound that speaks of a lifetime that holds for all: `for<'a>`, of which `<'a>` is missing (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import attempt, is_syntax, sound
from ferrule.repair.moves.move import LIKELY

ID: Final = "declare-for-lifetime"
CODES: Final = frozenset({""})
_FOR: Final = re.compile(rb"\bfor\s+$")
_BOUND: Final = re.compile(rb"[^,{;]*")
_NAME: Final = re.compile(rb"'(?!static\b)[a-z]\w*(?!')")


def propose(case: Case) -> Iterator[Offer]:
    """Declare the lifetimes that the bound speaks of behind its `for`."""
    source, at = case.text.source, case.spot.byte_start
    before, bound = _FOR.search(source, max(0, at - 20), at), _BOUND.match(source, at)
    names = list(dict.fromkeys(_NAME.findall(bound[0]))) if bound is not None else []
    if before is not None and names and is_syntax(case):
        words = f"for<{', '.join(name.decode() for name in names)}> "
        yield from sound(case, [attempt(LIKELY, "the bound is for all lifetimes", (before.start(), at, words))], 1)
