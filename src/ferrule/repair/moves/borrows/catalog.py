"""The moves of this class, in the order in which they are asked."""

from typing import Final

from ferrule.repair.moves.borrows import (
    ask_again,
    closure_argument,
    collect_first,
    elements,
    getter,
    hand_copy,
    hoist_read,
    index_loop,
    insert_computed,
    keep_temporary,
    own_copy,
    read_before_closure,
    reorder,
    retain,
    same_place,
    take_aside,
)
from ferrule.repair.moves.move import Move

MOVES: Final[tuple[Move, ...]] = (
    same_place,
    retain,
    insert_computed,
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
    hand_copy,
    collect_first,
    read_before_closure,
)
