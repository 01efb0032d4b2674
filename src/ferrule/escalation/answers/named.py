"""The values that a diagnostic of ownership or borrowing names: an answer has to say who owns them (P29)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Finding, Phase

CODES: Final = frozenset({
    "E0373", "E0381", "E0382", "E0384", "E0499", "E0502", "E0503", "E0505", "E0506", "E0507", "E0508", "E0509",
    "E0510", "E0515", "E0521", "E0594", "E0596", "E0597", "E0626", "E0712", "E0713", "E0716",
})  # fmt: skip
"""Codes of rustc that speak of values and who holds them."""
_QUOTED: Final = re.compile(r"(?P<before>[^`]*)`(?P<words>[^`]+)`")
_VALUE: Final = re.compile(r"[&*]*(?:mut )?(?P<value>(?:r#)?[a-z_]\w*(?:\.\w+|\[[^\]]*\])*)", re.ASCII)
_NO_VALUE: Final = re.compile(
    r"\b(?:types?|traits?|methods?|functions?|macros?|crates?|modules?|lifetimes?|calls? to|keyword) $"
)
"""Words before a name that say that it is no value."""
_KEYWORDS: Final = frozenset({
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn",
    "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static",
    "str", "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while", "_",
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize",
    "u8", "u16", "u32", "u64", "u128", "usize",
})  # fmt: skip


def named(error: Finding) -> tuple[str, ...]:
    """Give the values that an error names in its message and beside its places, without `&`, `*` and `mut`.

    None for errors that are not about who holds what. Notes from elsewhere are left out: there `self` is another one.
    """
    if error.rule not in CODES and error.phase is not Phase.BORROW:
        return ()
    words = (error.message, *(spot.label for spot in error.spots if not spot.note))
    return tuple(dict.fromkeys(value for text in words for value in _values(text)))


def bare(value: str) -> str:
    """Give a value as a diagnostic names it, from what somebody wrote for it."""
    found = _VALUE.fullmatch(value.strip().strip("`").strip())
    return found["value"] if found else value.strip().strip("`")


def _values(text: str) -> Iterator[str]:
    for found in _QUOTED.finditer(text):
        value = _VALUE.fullmatch(found["words"])
        if value and value["value"] not in _KEYWORDS and not _NO_VALUE.search(found["before"]):
            yield value["value"]
