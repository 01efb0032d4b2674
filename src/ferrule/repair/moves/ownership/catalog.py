"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.move import Move
from ferrule.repair.moves.ownership import (
    bind_result,
    borrow_capture,
    borrow_parameter,
    borrow_value,
    clone_type,
    closure_kind,
    copy_out,
    derive_copy,
    end_value,
    give_last,
    give_later,
    go_on,
    initial_value,
    iterate_lent,
    lend_option,
    mutable_access,
    read_first,
    share_cell,
    take_out,
)

MOVES: Final[tuple[Move, ...]] = (
    go_on,
    end_value,
    lend_option,
    give_last,
    copy_out,
    borrow_parameter,
    read_first,
    bind_result,
    iterate_lent,
    borrow_capture,
    give_later,
    borrow_value,
    derive_copy,
    take_out,
    closure_kind,
    mutable_access,
    initial_value,
    share_cell,
    clone_type,
)
