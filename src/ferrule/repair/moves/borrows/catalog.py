"""The moves of this class, in the order in which they are asked."""

from typing import Final

from ferrule.repair.moves.borrows import (
    ask_again,
    closure_argument,
    elements,
    getter,
    hoist_read,
    index_loop,
    keep_temporary,
    own_copy,
    reorder,
    take_aside,
)
from ferrule.repair.moves.move import Move

MOVES: Final[tuple[Move, ...]] = (
    hoist_read,
    own_copy,
    reorder,
    take_aside,
    index_loop,
    closure_argument,
    elements,
    getter,
    ask_again,
    keep_temporary,
)
