"""A misspelt name of something that the file imports, of which the compiler says something else."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.names.surroundings import NAME, is_after_path
from ferrule.repair.moves.nearest import nearest
from ferrule.syntax.imports import imports_of

ID: Final = "nearest-import"
CODES: Final = frozenset({"E0405", "E0412", "E0422", "E0423", "E0425", "E0433", "E0531", "E0532", "E0574"})
_LETTERS: Final = 4
"""Shorter names are alike by chance."""
_MOST: Final = 2


def propose(case: Case) -> Iterator[Offer]:
    """Write it as it is imported."""
    name = case.found
    if len(name) < _LETTERS or not NAME.fullmatch(name) or is_after_path(case):
        return
    known = [one.name for one in imports_of(case.text.source) if one.name[:1].isupper() == name[:1].isupper()]
    for other in nearest(name, known)[:_MOST]:
        edit = (case.spot.byte_start, case.spot.byte_end, other)
        yield case.replace(LIKELY - 1, f"`{other}` is imported: that is meant", edit)
