"""Words and short phrases that only a nightly compiler takes, each with its form in stable Rust (P05)."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Word:
    """A form that an unstable feature brought."""

    said: re.Pattern[str]
    """Words of the errors, or names of features, that speak of it."""
    wrong: re.Pattern[str]
    right: str
    """Its stable form, as a template of the groups."""


def _word(said: str, wrong: str, right: str) -> Word:
    return Word(re.compile(said), re.compile(wrong, re.MULTILINE), right)


_CONST: Final = r"const_trait|const traits?\b|const `impl`|`\[const\]`|`?~const|const_default|as const yet|const impl"
_SPECIAL: Final = r"\bspecialization|min_specialization"
_CALL: Final = r"fn_traits|unboxed_closures|rust-call"
_INTRINSIC: Final = r"core_intrinsics"
_PATH: Final = r"(?<![\w:])(?:(?:std|core)::)?intrinsics::"
_METHODS: Final = {
    "wrapping_add": "wrapping_add", "wrapping_sub": "wrapping_sub", "wrapping_mul": "wrapping_mul",
    "add_with_overflow": "overflowing_add", "sub_with_overflow": "overflowing_sub",
    "mul_with_overflow": "overflowing_mul", "saturating_add": "saturating_add", "saturating_sub": "saturating_sub",
    "rotate_left": "rotate_left", "rotate_right": "rotate_right", "ctpop": "count_ones", "ctlz": "leading_zeros",
    "cttz": "trailing_zeros", "bswap": "swap_bytes", "bitreverse": "reverse_bits",
    **{f"{name}f{size}": name for name in ("sqrt", "sin", "cos", "exp", "exp2", "ln", "log10", "log2", "floor", "ceil",
                                           "trunc", "round", "powi", "powf") for size in (32, 64)},
    "fabsf32": "abs", "fabsf64": "abs", "logf32": "ln", "logf64": "ln", "fmaf32": "mul_add", "fmaf64": "mul_add",
}  # fmt: skip
_MOVED: Final = {
    "size_of": "std::mem::size_of", "min_align_of": "std::mem::align_of", "align_of": "std::mem::align_of",
    "size_of_val": "std::mem::size_of_val", "needs_drop": "std::mem::needs_drop", "transmute": "std::mem::transmute",
    "forget": "std::mem::forget", "type_name": "std::any::type_name", "copy": "std::ptr::copy",
    "copy_nonoverlapping": "std::ptr::copy_nonoverlapping", "write_bytes": "std::ptr::write_bytes",
    "volatile_load": "std::ptr::read_volatile", "volatile_store": "std::ptr::write_volatile",
    "abort": "std::process::abort", "black_box": "std::hint::black_box",
    "unreachable": "std::hint::unreachable_unchecked",
    "assume": "std::hint::assert_unchecked", "align_of_val": "std::mem::align_of_val",
}  # fmt: skip
WORDS: Final = (
    _word(
        r"never_type|`!` type",
        r"(?<=[<,(:\[&=])(\s*(?:mut\s+)?)!(?=\s*(?:[,>)\];{]|=[^=]))",
        r"\1std::convert::Infallible",
    ),
    _word(r"never_type|`!` type", r"(\bfor\s+)!(?=\s*\{)", r"\1std::convert::Infallible"),
    _word(_CONST, r"#\[const_trait\][ \t]*\n?[ \t]*", ""),
    _word(_CONST, r"\bconst\s+(?=(?:unsafe\s+)?(?:trait|impl)\b)", ""),
    _word(_CONST, r"(\bimpl\b\s*(?:<[^{};]*?>)?\s*)const\s+(?=[A-Za-z:])", r"\1"),
    _word(_CONST, r"(?:~const|\[const\])\s*", ""),
    _word(_CONST, r"((?:\w\s*:|\+)\s*)const\s+(?=[A-Z])", r"\1"),
    _word(r"const_closures|const closures", r"\bconst\s+(?=(?:move\s*)?\|)", ""),
    _word(_SPECIAL, r"\bdefault\s+(?=(?:(?:unsafe|const|async)\s+)*(?:fn|type)\b|const\s+\w+\s*:)", ""),
    _word(r"explicit_tail_calls|`become`", r"\bbecome\b", "return"),
    _word(_CALL, r"\bextern\s+_{11}\s+(?=fn\s+\w+)", ""),
    _word(_CALL, r"(?<![\w.])(\w+)\.call(?:_mut|_once)?\(\(([^()]*?),?\s*\)\)", r"\1(\2)"),
    _word(_CALL, r"(?<![\w.])((?:\w+\.)+\w+)\.call(?:_mut|_once)?\(\(([^()]*?),?\s*\)\)", r"(\1)(\2)"),
    _word(r"postfix_match|postfix match", r"(?<![\w.])([\w.]+(?:\([^()]*\))?)\.match\s*\{", r"match \1 {"),
    _word(r"ergonomic_clones|\.use`", r"\.use\b(?!\s*\()", ".clone()"),
    _word(r"ergonomic_clones|\.use`", r"\buse\s*(?=\|)", "move "),
    _word(r"builtin_syntax|builtin #", r"\bbuiltin\s*#\s*offset_of\s*\(([^()]*)\)", r"std::mem::offset_of!(\1)"),
    _word(r"feature `?test|\btest\b", r"(?<![\w:])(?:::)?test::black_box\b", "std::hint::black_box"),
    _word(r"feature `?test|\btest\b", r"^[ \t]*extern crate test;[ \t]*\n", ""),
    *(_word(_INTRINSIC, rf"{_PATH}{name}(?=\s*(?:::\s*<|\())", path) for name, path in _MOVED.items()),
    *(
        _word(_INTRINSIC, rf"{_PATH}{name}\(\s*([\w.]+)\s*(?:,\s*([^()]*?))?\s*\)", rf"\1.{method}(\2)")
        for name, method in _METHODS.items()
    ),
    _word(_INTRINSIC, r"^[ \t]*use\s+(?:std|core)::intrinsics;[ \t]*\n", ""),
    _word(r"drain_filter", r"\.drain_filter\(", ".extract_if(.., "),
    _word(
        r"iter_intersperse",
        r"\.intersperse\(([^()]*)\)\s*\.collect(?:::<String>)?\(\)",
        r".collect::<Vec<_>>().join(\1)",
    ),
    _word(r"\blazy\b", r"\b(std|core)::lazy::SyncLazy\b", r"\1::sync::LazyLock"),
    _word(r"\blazy\b", r"\b(std|core)::lazy::SyncOnceCell\b", r"\1::sync::OnceLock"),
    _word(r"\blazy\b", r"\b(std|core)::lazy::Lazy\b", r"\1::cell::LazyCell"),
    _word(r"\blazy\b", r"\b(std|core)::lazy::OnceCell\b", r"\1::cell::OnceCell"),
    _word(r"SyncLazy", r"\bSyncLazy\b", "LazyLock"),
    _word(r"SyncOnceCell", r"\bSyncOnceCell\b", "OnceLock"),
    _word(r"array_chunks", r"\.array_chunks::<\s*(\w+)\s*>\(\)", r".chunks_exact(\1)"),
    _word(
        r"assert_matches",
        r"(?:(?:std|core)::)?(?:assert_matches::)?\bassert_matches!\(([^;]*)\)(?=;)",
        r"assert!(matches!(\1))",
    ),
    _word(r"assert_matches", r"^[ \t]*use\s+(?:std|core)::assert_matches(?:::\w+)?;[ \t]*\n", ""),
    _word(
        r"option_result_contains|`contains` found for enum",
        r"\.contains\(&(\w+)\)",
        r".is_some_and(|value| value == \1)",
    ),
)  # fmt: skip
"""Words that are not asked for by an error or a gate stay as they are."""
