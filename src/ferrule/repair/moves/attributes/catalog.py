"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.attributes import (
    const_loops,
    constants,
    discriminants,
    drop_argument,
    drop_attribute,
    drop_feature,
    fix_argument,
    hoist_attribute,
    packed,
    recursion_limit,
)
from ferrule.repair.moves.move import Move

MOVES: Final[tuple[Move, ...]] = (
    drop_feature,
    fix_argument,
    drop_argument,
    hoist_attribute,
    drop_attribute,
    discriminants,
    const_loops,
    constants,
    packed,
    recursion_limit,
)
