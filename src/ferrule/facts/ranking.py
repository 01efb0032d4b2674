"""What moves were worth: how often each was tried against an error, and how often it was the answer."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trial:
    """Counts of one move at one rank against one error code; the parameters of a Beta distribution less one."""

    code: str
    """`syntax` for an error without a code."""
    move: str
    rank: int
    """How sure the move itself was: a move offers different edits with different certainty."""
    tried: int
    """Candidates that the compiler judged."""
    right: int
    """Those of them that stood at the end: everything compiled, and no test failed."""


@dataclass(frozen=True, slots=True)
class Priors:
    """The counts that ferrule comes with, and where they are from."""

    made: str
    """The day, the compiler and the command."""
    programs: int
    counts: tuple[Trial, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """All that is known of the moves."""

    shipped: Priors
    own: tuple[Trial, ...]
    """Of the runs in one workspace."""
    shifts: Mapping[tuple[str, str, int], int]
    """Ranks by which a candidate of this code, move and rank is put behind others; negative: before them."""
