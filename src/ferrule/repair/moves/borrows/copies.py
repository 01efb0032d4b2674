"""Which types are copied without a call."""

from typing import Final

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.types.typewords import FLOATS, INTEGERS, SOME_FLOAT, SOME_INTEGER, Type

_COPIED: Final = INTEGERS | FLOATS | {"bool", "char", "&", SOME_INTEGER, SOME_FLOAT, "Duration", "Instant", "*const"}
_THROUGH: Final = frozenset({"Option", "[;]", "()"})


def copies(case: Case, one: Type) -> bool:
    """Say whether a type is surely `Copy`: numbers, references, what derives it, and what is made of these."""
    if one.head in _COPIED:
        return True
    if one.head in _THROUGH:
        return all(copies(case, part) for part in one.args)
    own = [placed.item for placed in placed_items(case) if placed.item.name == one.head]
    return any("Copy" in item.derives for item in own if item.kind in {"struct", "enum"})
