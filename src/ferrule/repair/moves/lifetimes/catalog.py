"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.lifetimes import (
    capture_lifetime,
    closure_types,
    give_value,
    hoist_owner,
    lend_original,
    loosen_method,
    move_capture,
    name_lifetime,
    outlives,
    own_before_spawn,
    own_collected,
    own_field,
    own_variant,
    relax_lifetime,
    return_owned,
    scope_threads,
    sort_key,
)
from ferrule.repair.moves.move import Move

MOVES: Final[tuple[Move, ...]] = (
    move_capture,
    capture_lifetime,
    closure_types,
    give_value,
    hoist_owner,
    lend_original,
    loosen_method,
    name_lifetime,
    outlives,
    own_before_spawn,
    own_collected,
    own_field,
    relax_lifetime,
    scope_threads,
    sort_key,
    return_owned,
    own_variant,
)
