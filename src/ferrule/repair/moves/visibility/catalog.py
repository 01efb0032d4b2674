"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.move import Move
from ferrule.repair.moves.visibility import public_way, widen

MOVES: Final[tuple[Move, ...]] = (public_way, widen)
