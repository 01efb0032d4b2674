"""How much an assertion says: nothing at all, something of a value, or the whole of it."""

import re
from enum import IntEnum
from typing import Final

from ferrule.tasks.rust.demands import Demand, split_args

_ORDER: Final = frozenset({"<", "<=", ">", ">="})
_PARTS: Final = frozenset({
    "len", "count", "is_some", "is_none", "is_ok", "is_err", "is_empty", "discriminant", "trim", "trim_end",
    "trim_start", "to_lowercase", "to_ascii_lowercase", "to_uppercase", "to_ascii_uppercase", "round", "floor", "ceil",
    "trunc", "first", "last", "starts_with", "ends_with", "contains", "kind", "type_id",
})  # fmt: skip
"""Functions that give only a part of what a value says."""
_ALWAYS: Final = (frozenset({"is_ok", "is_err"}), frozenset({"is_some", "is_none"}))
_NUMBER: Final = re.compile(r"\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?")
_CONSTANT: Final = re.compile(r"true|false|[\d\"'].*|r#*\".*|b['\"].*|[^\w\s]+")


_BOOLEAN: Final = ((("true",),), (("false",),))
_SINGLE: Final = ((".", "is_none", "(", ")"), (".", "is_empty", "(", ")"))
"""Properties that only one value has."""
_NONE: Final = frozenset({"None", "0", '""', "[]", "[", "false"})
"""Words of such a value."""


class Says(IntEnum):
    """How much an assertion says of the value that it looks at."""

    NOTHING = 0
    SOMETHING = 1
    """An order, an inequality, a property."""
    SHAPE = 2
    """That it matches a pattern."""
    ALL = 3
    """What it is; or a form that is not known here."""


def says(demand: Demand) -> Says:
    """Give how much an assertion says."""
    if is_trivial(demand):
        return Says.NOTHING
    if not demand.is_plain:
        return Says.ALL
    if demand.name.endswith("_eq"):
        return Says.SOMETHING if demand.args[1:] in _BOOLEAN else Says.ALL
    if demand.name.endswith("_ne"):
        return Says.SOMETHING
    if demand.name.endswith("_matches"):
        return Says.SHAPE
    return _of_condition(demand.args[0] if demand.args else ())


def is_trivial(demand: Demand) -> bool:
    """Say whether an assertion holds whatever the program does."""
    if not demand.is_plain or not demand.args:
        return False
    if len(demand.args) > 1:
        left, right = demand.args[:2]
        if demand.name.endswith("_matches"):
            return right == ("_",)
        return not demand.name.endswith("_ne") and (left == right or _is_constant((*left, *right)))
    return _is_always_true(demand.args[0])


def compares_constants(demand: Demand) -> bool:
    """Say whether an assertion looks at nothing that the program made."""
    return is_trivial(demand) and (_is_constant(demand.words) or "_" in demand.words)


def looser(old: Demand, new: Demand) -> str:
    """Give in what an assertion says less than the one in whose place it stands; empty where it does not."""
    if is_trivial(new):
        return "holds whatever the program does"
    if not (old.is_plain and new.is_plain):
        return ""
    if new.name.startswith("debug_") and not old.name.startswith("debug_"):
        return "is left out of release builds"
    if says(new) < says(old) and not (_is_single(new) and _NONE.intersection(old.words)):
        return "says less of the value"
    if (fewer := _PARTS.intersection(new.words)) and not _PARTS.intersection(old.words) and not _is_single(new):
        return f"only looks at `{min(fewer)}` of it"
    if not (old.args and new.args):
        return ""
    if says(old) == Says.ALL:
        return ""
    if _names(new.args[-1]) < _names(old.args[-1]) and {"_", ".."} & set(new.args[-1]) - set(old.args[-1]):
        return "takes more patterns"
    return _looser_condition(old.args[0], new.args[0])


def _is_single(demand: Demand) -> bool:
    return demand.args[0][-4:] in _SINGLE


def _of_condition(words: tuple[str, ...]) -> Says:
    if "==" in words and not {"||", "|"} & set(words):
        return Says.ALL
    return Says.SHAPE if words[:2] == ("matches", "!") else Says.SOMETHING


def _is_always_true(words: tuple[str, ...]) -> bool:
    parts = list(split_args(words, "||"))
    if len(parts) > 1:
        called = frozenset(word for part in parts for word in part)
        is_both = any(pair <= called for pair in _ALWAYS) and len({part[:-3] for part in parts}) == 1
        return is_both or any(_is_always_true(part) for part in parts)
    if words[:2] == ("matches", "!"):
        return words[-3:] == (",", "_", ")")
    if words[-2:] == (">=", "0") and "len" in words:
        return True
    for mark in ("==", "<=", ">="):
        sides = list(split_args(words, mark))
        if len(sides) == 2 and sides[0] == sides[1]:
            return True
    return bool(words) and _is_constant(words) and words != ("false",)


def _is_constant(words: tuple[str, ...]) -> bool:
    return all(_CONSTANT.fullmatch(word) for word in words)


def _looser_condition(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    if set(split_args(new, "&&")) < set(split_args(old, "&&")):
        return "leaves out a part of the condition"
    if set(split_args(old, "||")) < set(split_args(new, "||")):
        return "has another way to hold"
    return _looser_bound(old, new)


def _looser_bound(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Compare two orders that differ in one number: `x < 4`, then `x < 40`."""
    marks = [word for word in old if word in _ORDER]
    if len(old) != len(new) or len(marks) != 1:
        return ""
    differing = [at for at in range(len(old)) if old[at] != new[at]]
    if len(differing) == 1 and old[differing[0]] + "=" == new[differing[0]] in _ORDER:
        return "takes the bound itself"
    found = [at for at in differing if _NUMBER.match(old[at]) and _NUMBER.match(new[at])]
    if len(differing) != 1 or not found:
        return ""
    at, mark = found[0], old.index(marks[0])
    grows = _value(new[at]) > _value(old[at])
    is_upper = (at > mark) == marks[0].startswith("<")
    return "has a wider bound" if grows == is_upper else ""


def _value(word: str) -> float:
    found = _NUMBER.match(word)
    return float(found[0].replace("_", "")) if found else 0.0


def _names(words: tuple[str, ...]) -> frozenset[str]:
    names = (word for word in words if word != "_")
    return frozenset(word for word in names if word.isidentifier() or word[:1].isdigit() or '"' in word)
