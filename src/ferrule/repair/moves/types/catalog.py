"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.move import Move
from ferrule.repair.moves.types import (
    annotate,
    arity,
    array_length,
    associated,
    bound_lifetimes,
    casts,
    common_trait,
    convert_value,
    float_methods,
    forgotten_return,
    generic_parameters,
    joined_lists,
    lent_to_change,
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
    common_trait,
    float_methods,
    lent_to_change,
    retype,
    convert_value,
    joined_lists,
    operands,
    question_mark,
    tail_value,
    array_length,
    associated,
    annotate,
    arity,
    generic_parameters,
    unused_parameter,
    bound_lifetimes,
    casts,
    signs,
)
