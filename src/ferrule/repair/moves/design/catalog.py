"""The design moves of level 3, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.design import (
    boxed_branches,
    cell_fields,
    dispatch,
    error_enum,
    guard_in_block,
    index_field,
    newtype_uses,
    open_types,
    own_data,
    return_chain,
    share_with_threads,
    shared_static,
    split_self,
)
from ferrule.repair.moves.move import Move

MOVES: Final[tuple[Move, ...]] = (
    boxed_branches,
    open_types,
    guard_in_block,
    share_with_threads,
    shared_static,
    return_chain,
    error_enum,
    index_field,
    newtype_uses,
    split_self,
    own_data,
    dispatch,
    cell_fields,
)
