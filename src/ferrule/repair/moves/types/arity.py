"""Too few generic arguments: what is missing is inferred, or chosen from the types around."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types.usage import types_around
from ferrule.syntax.items import as_replacement

ID: Final = "add-generic-arguments"
CODES: Final = frozenset({"E0107"})
_ADDED: Final = re.compile(r"\b[A-Z]\w*\b")
_MOST: Final = 3


def propose(case: Case) -> Iterator[Offer]:
    """Fill the parameters that the compiler would add by `_` in a body, and by types that are at hand elsewhere."""
    for suggestion in case.error.suggestions:
        if "missing generic argument" not in suggestion.message:
            continue
        given = [case.text.at(spot.byte_start, spot.byte_end) for spot in case.spots("supplied") if not spot.primary]
        told = ["_", *given[-1:], "i32", *types_around(case.node)]
        for at, name in enumerate(dict.fromkeys(told)):
            if at > _MOST:
                break
            edits = []
            for edit in suggestion.edits:
                text = case.open(edit.path) or case.text
                new = _ADDED.sub(as_replacement(name), edit.replacement)
                edits.append(text.edit(edit.byte_start, edit.byte_end, new))
            rank = SURE if name == "_" else LIKELY if name in given else POSSIBLE
            yield case.offer(rank, f"a generic argument is missing: `{name}`", edits)
