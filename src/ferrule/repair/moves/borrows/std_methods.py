"""What the methods of the standard library do to what they are called on, by their names (P16)."""

from typing import Final

from ferrule.syntax.effects import QUIET, TAKING

NUMBER: Final = frozenset({"len", "is_empty", "capacity"})
"""They look at the number of elements and at no element."""
ELEMENTS: Final = frozenset({
    "get_mut", "iter_mut", "last_mut", "first_mut", "values_mut", "as_mut_slice", "swap", "sort", "sort_by",
    "sort_by_key", "sort_unstable", "reverse", "fill", "chunks_mut", "split_at_mut", "make_ascii_lowercase",
})  # fmt: skip
"""They change elements, and leave their number as it is."""
WHOLE: Final = frozenset({
    "push", "push_str", "push_back", "push_front", "pop", "pop_back", "pop_front", "insert", "remove", "clear", "drain",
    "extend", "extend_from_slice", "truncate", "retain", "entry", "append", "as_mut", "take", "replace", "dedup",
    "swap_remove", "resize", "or_insert", "or_insert_with", "or_default", "as_deref_mut", "get_or_insert_with",
})  # fmt: skip
"""They change what they are called on, and nothing else."""
LOOKING: Final = QUIET | {
    "unwrap", "expect", "unwrap_or_else", "values", "windows", "chunks", "char_indices", "as_slice", "sqrt",
    "max_by_key", "min_by_key", "fold", "for_each", "then", "then_some", "and_then", "is_some_and", "is_none_or", "ok",
    "ok_or", "trim_start", "trim_end", "find_map", "filter_map", "flat_map", "last_key_value", "to_lowercase",
    "to_uppercase", "wrapping_mul", "saturating_add", "checked_mul", "rem_euclid", "powi", "floor", "ceil", "round",
    "parse", "is_ascii_digit", "is_alphabetic", "is_numeric", "is_whitespace", "strip_prefix", "into_iter", "join",
}  # fmt: skip
"""They look at what they are called on; a closure that is handed to them is looked at for itself."""
ADVANCING: Final = TAKING | {
    "fold", "for_each", "find_map", "filter_map", "flat_map", "max_by_key", "min_by_key", "skip_while",
}  # fmt: skip
"""Those of them that an iterator is advanced by, or given to, where they are called straight on a place."""
MADE: Final = frozenset({"vec", "format", "matches", "concat", "stringify", "line", "file", "column", "env", "cfg"})
"""Macros that only make a value."""
PLAIN: Final = frozenset(
    {"take", "replace", "swap", "min", "max", "size_of", "new", "from", "with_capacity", "default"}
)
"""Functions that are called by a path and make a value, or change what they are handed."""
SWAPPING: Final = frozenset({"take", "replace", "swap"})
"""Those of them that change what they are handed."""
LEAVING: Final = frozenset({
    "return_expression", "break_expression", "continue_expression", "try_expression", "await_expression",
    "yield_expression",
})  # fmt: skip
