"""Numbers, characters and truth values: which conversion keeps the value, and which is a cast."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types.typewords import FLOATS, INTEGERS, Type, apart, bare, is_number, same, spoken

_CAST: Final = -1
"""Of a cast: before `try_into().unwrap()`, which the compiler is sure of and which panics where the cast does not."""
_BITS: Final = {"8": 8, "16": 16, "32": 32, "64": 64, "128": 128}
_MANTISSA: Final = {"f32": 24, "f64": 53}
_POINTERS: Final = frozenset({"*const", "*mut"})
_LEAST_SIZE: Final = 16
"""Bits that `usize` is sure to have."""


def ways(expected: Type, found: Type) -> Iterator[tuple[int, str]]:
    """Yield ranks and templates for a number, `char`, `bool` or pointer that becomes a number, `char` or `bool`."""
    inner = bare(found)
    value = "{}" if inner is found else "*" * _depth(found) + "{}"
    if expected.head in _POINTERS or inner.head in _POINTERS:
        yield from _pointers(expected, found)
    elif expected.head in INTEGERS | FLOATS:
        yield from _to_number(expected.head, inner, value)
    elif expected.head == "char" and inner.head == "u8":
        yield SURE, f"char::from({value})"
    elif expected.head == "char" and inner.head in INTEGERS:
        yield LIKELY, f"{value} as u8 as char"
    elif expected.head == "bool" and (is_number(inner)):
        yield LIKELY, f"{value} != 0" if inner.head not in FLOATS else f"{value} != 0.0"


def keeps(expected: str, found: str) -> bool:
    """Say whether every value of one number type has an equal one in the other, by `From`."""
    if found in FLOATS:
        return expected == "f64"
    if found not in INTEGERS:
        return found == "bool" or (found == "char" and expected in {"u32", "u64", "u128"})
    sign, bits = found[0], _BITS.get(found[1:])
    if bits is None:
        return False
    if expected in FLOATS:
        return bits + (sign == "u") <= _MANTISSA[expected] + 1 and bits < _MANTISSA[expected]
    room = _BITS.get(expected[1:], _LEAST_SIZE)
    return bits <= room if sign == expected[0] else sign == "u" and bits < room


def _to_number(expected: str, found: Type, value: str) -> Iterator[tuple[int, str]]:
    if found.head == expected:
        if value != "{}":
            yield LIKELY, value
    elif found.head in INTEGERS | FLOATS | {"bool", "char"}:
        if keeps(expected, found.head):
            yield SURE, f"{expected}::from({value})"
        if found.head != "bool" or expected in INTEGERS:
            yield _CAST if found.head in INTEGERS | FLOATS else LIKELY, f"{value} as {expected}"
    elif found.head.isidentifier() and found.head[:1].isupper() and not found.args and expected in INTEGERS:
        yield POSSIBLE, f"{value} as {expected}"


def _pointers(expected: Type, found: Type) -> Iterator[tuple[int, str]]:
    target = spoken(expected.text)
    if expected.head in _POINTERS and expected.args[0].head == "_" and found.args:
        target = f"{expected.head} {found.args[0].text}"  # they differ in mutability only
    if found.head in _POINTERS and same(expected, found.args[0]):
        yield _CAST, "*{}"
    elif expected.head in _POINTERS and not (found.head in _POINTERS or found.is_reference) and _holds(expected, found):
        yield SURE, "&{}" if expected.head == "*const" else "&mut {}"
    elif found.head in _POINTERS | {"&", "&mut"} and expected.head in _POINTERS and target and _may_be(expected, found):
        yield LIKELY, f"{{}} as {target}"
        yield POSSIBLE, "{}.cast()" if found.head in _POINTERS else f"{{}} as {expected.head} _ as {target}"
    elif (found.head in INTEGERS and target) or (found.head in _POINTERS and expected.head == "usize"):
        yield LIKELY, f"{{}} as {target}"


def _holds(pointer: Type, value: Type) -> bool:
    """Say whether a value is what a pointer points to: a reference to it becomes the pointer by itself."""
    return bool(pointer.args) and value.head not in INTEGERS and same(pointer.args[0], value)


def _may_be(expected: Type, found: Type) -> bool:
    """Say whether a pointer may be cast: to read a value as an option of it would read what nobody has written."""
    one, other = apart(expected, found)
    return not (one.head == "Option" and one.args and same(one.args[0], other))


def _depth(found: Type) -> int:
    depth = 0
    while found.is_reference:
        found, depth = found.args[0], depth + 1
    return depth
