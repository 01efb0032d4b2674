"""A name that other languages have, and Rust calls otherwise; a keyword that is taken for a name (P16)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.names.surroundings import is_after_path, is_called
from ferrule.repair.moves.nearest import nearest

ID: Final = "rust-name"
CODES: Final = frozenset({"E0425", "E0412", "E0531", "E0532", "E0423", "E0618"})
_VALUES: Final = {
    "null": "None", "NULL": "None", "nil": "None", "nullptr": "None", "none": "None", "undefined": "None",
    "Nothing": "None", "True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "this": "self",
}  # fmt: skip
_WRAPPERS: Final = {
    "some": "Some",
    "ok": "Ok",
    "err": "Err",
    "Error": "Err",
    "Just": "Some",
    "Left": "Err",
    "Right": "Ok",
    "Success": "Ok",
    "Failure": "Err",
}
"""Called, or with parts in a pattern."""
_TYPES: Final = {
    "int": "i32", "Int": "i32", "integer": "i32", "Integer": "i32", "short": "i16", "long": "i64", "Long": "i64",
    "uint": "u32", "unsigned": "u32", "byte": "u8", "Byte": "u8", "size_t": "usize", "ssize_t": "isize",
    "int8_t": "i8", "int16_t": "i16", "int32_t": "i32", "int64_t": "i64", "uint8_t": "u8", "uint16_t": "u16",
    "uint32_t": "u32", "uint64_t": "u64", "float": "f64", "Float": "f64", "double": "f64", "Double": "f64",
    "boolean": "bool", "Boolean": "bool", "Bool": "bool", "string": "String", "Str": "String", "character": "char",
    "Char": "char", "void": "()", "Unit": "()", "List": "Vec", "list": "Vec", "Vector": "Vec", "vector": "Vec",
    "Array": "Vec", "Dict": "HashMap", "dict": "HashMap", "Map": "HashMap", "Optional": "Option", "Maybe": "Option",
}  # fmt: skip
_WORDS: Final = ("continue", "break", "return")
"""Keywords that are a statement by themselves."""


def propose(case: Case) -> Iterator[Offer]:
    """Write the word that Rust has for it."""
    name = case.quoted[0] if case.quoted else ""
    if case.found != name or is_after_path(case):
        return
    place = (case.spot.byte_start, case.spot.byte_end)
    called = is_called(case)
    if "cannot find type" in case.error.message:
        meant = _TYPES.get(name)
    else:
        meant = _WRAPPERS.get(name) if called else _VALUES.get(name)
    if meant is not None:
        yield case.replace(SURE, f"Rust calls it `{meant}`", (*place, meant))
    if case.node.parent is not None and case.node.parent.type == "expression_statement" and not called:
        for word in nearest(name, _WORDS):
            yield case.replace(LIKELY, f"the keyword is `{word}`", (*place, word))
