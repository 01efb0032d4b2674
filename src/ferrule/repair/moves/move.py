"""What makes a module a move."""

from collections.abc import Iterable
from typing import Final, Protocol

from ferrule.repair.moves.case import Case, Offer

SURE: Final = 5
"""Right nearly always: before what the compiler itself is not sure of."""
LIKELY: Final = 12
POSSIBLE: Final = 22
LAST: Final = 40
"""Only where nothing else helps."""


ANY: Final = "*"
"""In `CODES` of a move that answers errors of every code."""


class Move(Protocol):
    """One kind of edit. A module is a move when it has these names."""

    @property
    def ID(self) -> str:
        """A short stable name, such as `import-item`; it is shown in reports."""

    @property
    def CODES(self) -> frozenset[str]:
        """The error codes that it knows; the empty one stands for syntax errors, `ANY` for all."""

    def propose(self, case: Case) -> Iterable[Offer]:
        """Give what may be tried, likeliest first. The compiler, the guard and the tests judge; it never raises."""
