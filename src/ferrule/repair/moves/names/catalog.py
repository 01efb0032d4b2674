"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.move import Move
from ferrule.repair.moves.names import (
    associated_import,
    captured,
    constant_length,
    construct,
    declare_module,
    duplicates,
    enum_variant,
    foreign_names,
    free_function,
    hoist_binding,
    labels,
    macro_order,
    mend_path,
    nearest_member,
    open_generic,
    or_pattern,
    primitive_literal,
    stray_member,
    style_rename,
    through_parameter,
    through_self,
    through_type,
    tuple_field,
    twice_imported,
)

MOVES: Final[tuple[Move, ...]] = (
    foreign_names,
    through_self,
    tuple_field,
    through_parameter,
    through_type,
    construct,
    free_function,
    mend_path,
    declare_module,
    open_generic,
    hoist_binding,
    nearest_member,
    enum_variant,
    stray_member,
    captured,
    constant_length,
    or_pattern,
    duplicates,
    twice_imported,
    labels,
    macro_order,
    associated_import,
    primitive_literal,
    style_rename,
)
"""Own names come before foreign ones: what is nearest is meant most often."""
