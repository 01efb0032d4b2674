"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.move import Move
from ferrule.repair.moves.types import (
    annotate,
    arity,
    associated,
    bound_lifetimes,
    casts,
    convert_value,
    forgotten_return,
    generic_parameters,
    operands,
    pattern_kind,
    question_mark,
    return_types,
    retype,
    rewrite_literal,
    signs,
    tail_value,
    unused_parameter,
)

MOVES: Final[tuple[Move, ...]] = (
    forgotten_return,
    return_types,
    pattern_kind,
    rewrite_literal,
    retype,
    convert_value,
    operands,
    question_mark,
    tail_value,
    associated,
    annotate,
    arity,
    generic_parameters,
    unused_parameter,
    bound_lifetimes,
    casts,
    signs,
)
