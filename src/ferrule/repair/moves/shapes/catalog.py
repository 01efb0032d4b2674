"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.move import Move
from ferrule.repair.moves.shapes import (
    bind_parts,
    dead_parts,
    doubled_field,
    held_values,
    joined_arguments,
    missing_arguments,
    missing_arms,
    missing_fields,
    pattern_arity,
    refutable_let,
    swapped_arguments,
    text_range,
    twice_declared,
    wrong_fields,
    wrong_sides,
)

MOVES: Final[tuple[Move, ...]] = (
    bind_parts,
    joined_arguments,
    missing_fields,
    wrong_fields,
    twice_declared,
    missing_arguments,
    swapped_arguments,
    missing_arms,
    refutable_let,
    pattern_arity,
    text_range,
    doubled_field,
    held_values,
    wrong_sides,
    dead_parts,
)
