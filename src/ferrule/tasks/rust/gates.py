"""Conditions of `#[cfg(...)]`: whether what they guard is built when the tests run here."""

import re
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\w:-]+|[(),=]')
_Known = tuple[frozenset[str], frozenset[str]]
"""Features that are on, and words that are not set."""
_LONGEST: Final = 400
"""Words of a condition: nesting without end would be deeper than the stack."""
_SET: Final = frozenset({"test", "unix", "debug_assertions", "doctest", "true"})
_UNSET: Final = frozenset({"windows", "miri", "false"})
_VALUES: Final = {
    "target_os": "linux",
    "target_family": "unix",
    "target_endian": "little",
    "target_pointer_width": "64",
    "target_vendor": "unknown",
    "panic": "unwind",
}
_HERE: Final = frozenset({"x86_64", "aarch64", "gnu"})
"""Values that a machine on which Rust is developed may well have."""


def conditions(attributes: Iterable[str]) -> tuple[str, ...]:
    """Give the conditions of all `cfg(...)` among attributes; that of tests alone (`test`) is left out."""
    found = (text.removeprefix("cfg(").removesuffix(")").removesuffix(",") for text in attributes if is_cfg(text))
    return tuple(condition for condition in found if condition != "test")


def is_cfg(attribute: str) -> bool:
    """Say whether an attribute, as tokens in a row, is a `cfg`."""
    return attribute.startswith("cfg(")


def parts(condition: str) -> frozenset[str]:
    """Give what all has to hold, each as a condition of its own."""
    if not condition.startswith("all(") or not condition.endswith(")"):
        return frozenset({condition})
    found, level, first = list[str](), 0, 4
    for at in range(4, len(condition)):
        level += (condition[at] == "(") - (condition[at] == ")")
        if (condition[at] == "," and not level) or level < 0:
            found.append(condition[first:at])
            first = at + 1
    return frozenset(filter(None, found)) - {"test"}


def is_for_tests(attribute: str) -> bool:
    """Say whether what an attribute guards is left out of every build but that of tests."""
    if not is_cfg(attribute) or "test" not in attribute:
        return False
    return _value(attribute.removeprefix("cfg(").removesuffix(")"), frozenset(), _UNSET | {"test"}) is False


def holds(condition: str, features: frozenset[str] = frozenset()) -> bool | None:
    """Say whether a condition is true in a build of the tests on Linux; None: nobody can tell from here.

    Args:
        condition: as tokens, such as `all(test,feature="std")`.
        features: those that are on by default.
    """
    return _value(condition, features, _UNSET)


def _value(condition: str, features: frozenset[str], unset: frozenset[str]) -> bool | None:
    words = _WORD.findall(condition)
    if len(words) > _LONGEST:
        return None
    value, _ = _read(words, 0, (features, unset))
    return value


def _read(words: list[str], at: int, known: _Known) -> tuple[bool | None, int]:
    """Give the value of the condition that starts at a word, and where it ends."""
    if at >= len(words):
        return None, at
    name, follows = words[at], words[at + 1] if at + 1 < len(words) else ""
    if follows == "(":
        return _list(words, at, known)
    if follows == "=":
        return _equals(name, words[at + 2].strip('"') if at + 2 < len(words) else "", known[0]), at + 3
    return (False if name in known[1] else True if name in _SET else None), at + 1


def _list(words: list[str], at: int, known: _Known) -> tuple[bool | None, int]:
    name, values, at = words[at], list[bool | None](), at + 2
    while at < len(words) and words[at] != ")":
        value, at = _read(words, at, known)
        values.append(value)
        if at < len(words) and words[at] == ",":
            at += 1
        elif at < len(words) and words[at] != ")":
            return None, len(words)  # no form that Cargo knows
    return _joined(name, values), at + 1


def _joined(name: str, values: list[bool | None]) -> bool | None:
    if name == "not" and len(values) == 1:
        return None if values[0] is None else not values[0]
    if name not in {"any", "all"}:
        return None
    decides = name == "any"
    if decides in values:
        return decides
    return None if None in values else not decides


def _equals(name: str, value: str, features: frozenset[str]) -> bool | None:
    if name == "feature":
        return True if value in features else None
    if name == "target_arch":
        return None if value in _HERE else False
    if name in _VALUES:
        return value == _VALUES[name]
    return None
