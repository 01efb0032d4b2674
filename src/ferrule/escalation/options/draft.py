"""A way out before it is judged."""

from dataclasses import dataclass
from typing import Final

from ferrule.facts.repair import Changes

UNDO: Final = "`ferrule undo` takes it back, to the byte"


@dataclass(frozen=True, slots=True)
class Draft:
    """New contents, laid over the tree as it stands, and what a user should know of them."""

    summary: str
    changes: Changes
    risk: str
    resolves: bool = True
    """False where it only puts the decision off."""
    rank: int = 0
    """Those of a lower one are worked out, and shown, first."""
    reversible: str = UNDO
    closed: bool = False
    """Compiling it would run what somebody else wrote: nobody does that before the user has chosen it."""
