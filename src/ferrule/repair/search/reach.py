"""How far a search goes at each level: what it tries for one error, how deep, and how often it may compile (P14)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Reach:
    """What a search may use up."""

    most: int
    """Candidates that are looked at for one error: import suggestions can come by the hundred."""
    deeper: int
    """The same for an error that an edit of this search uncovered: they multiply."""
    depths: tuple[int, ...]
    """Edits in a row that each attempt may make for one error, the first attempt first."""
    compiles: int
    """Runs of the compiler in all."""
    repeats: bool
    """Whether to go on from an edit after which its line is wrong in the same way, only in other words."""


NEAR: Final = Reach(most=16, deeper=16, depths=(1, 3), compiles=2000, repeats=True)
WIDE: Final = Reach(most=160, deeper=32, depths=(1, 4), compiles=6000, repeats=False)


def reach(level: int) -> Reach:
    """Give how far a level goes: the first as far as its moves are sure, those above it as far as their time goes."""
    return NEAR if level <= 1 else WIDE
