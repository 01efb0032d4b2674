"""Whether a value of one type can stand where another is expected, by the words for the types alone."""

import re
from typing import Final

_LIFETIME: Final = re.compile(r"'\w+\s*")
_PATH: Final = re.compile(r"\b(?:\w+::)+(?=\w)")
_INTEGERS: Final = frozenset({
    "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "{integer}",
})  # fmt: skip
_FLOATS: Final = frozenset({"f32", "f64", "{float}"})
_COPIED: Final = _INTEGERS | _FLOATS | {"bool", "char"}
_WIDER: Final = {
    "u8": frozenset({"u16", "u32", "u64", "u128", "usize", "i16", "i32", "i64", "char"}),
    "u16": frozenset({"u32", "u64", "u128", "usize", "i32", "i64"}), "u32": frozenset({"u64", "u128", "i64"}),
    "i8": frozenset({"i16", "i32", "i64", "i128"}), "i16": frozenset({"i32", "i64"}), "i32": frozenset({"i64", "f64"}),
    "f32": frozenset({"f64"}), "char": frozenset({"u32"}), "bool": frozenset({"u8", "u32", "usize"}),
}  # fmt: skip
"""Casts that lose nothing."""
_EMPTY: Final = {
    "bool": "false", "String": "String::new()", "&str": '""', "()": "()", "PhantomData": "PhantomData",
    "Vec": "Vec::new()", "VecDeque": "VecDeque::new()", "HashMap": "HashMap::new()", "HashSet": "HashSet::new()",
    "BTreeMap": "BTreeMap::new()", "BTreeSet": "BTreeSet::new()", "Option": "None",
}  # fmt: skip
_OPEN: Final = re.compile(r"^&?(?:mut )?(?:[A-Z]\d?|_|impl .*|<.*|.*\b_\b.*|)$")
EXACT, BORROWED, UNKNOWN, CONVERTED, MADE = range(5)
"""How sure it is that a value fits: the same type, after `&` or `*`, nothing is known, only converted, or by a call."""


def plain(words: str) -> str:
    """Give a type without lifetimes and paths, blanks made equal."""
    without = _PATH.sub("", _LIFETIME.sub("", words))
    return re.sub(r"\s*([<>,&()\[\];])\s*", r"\1", " ".join(without.split())).replace("<>", "")


def head(words: str) -> str:
    """Give the name of a type without its arguments."""
    return plain(words).partition("<")[0]


def fitted(expected: str, found: str, value: str) -> tuple[int, str] | None:
    """Give how well a value fits, and how it is written for that; None when it does not.

    Types are as the compiler or the source writes them; an empty one is not known.
    """
    wanted, given = plain(expected), plain(found)
    if given and _same(wanted, given):
        return EXACT, value
    borrowed = _borrowed(wanted, given, value) if given else None
    if borrowed is None and (not given or _OPEN.match(wanted) or _OPEN.match(given)):
        return UNKNOWN, value
    return borrowed or _converted(wanted, given, value)


def _same(wanted: str, given: str) -> bool:
    """Say whether two types are one, a number whose type is still open being any."""
    if wanted == given:
        return True
    numbers = {r"\{integer\}": _INTEGERS, r"\{float\}": _FLOATS}
    form = re.escape(given)
    for mark, types in numbers.items():
        form = form.replace(mark, f"(?:{'|'.join(map(re.escape, types))})")
    return form != re.escape(given) and re.fullmatch(form, wanted) is not None


def _borrowed(wanted: str, given: str, value: str) -> tuple[int, str] | None:
    if wanted.startswith("&"):
        inner, outer = wanted.removeprefix("&").removeprefix("mut "), given.removeprefix("&").removeprefix("mut ")
        mark = "&mut " if wanted.startswith("&mut ") else "&"
        if _derefs(outer, inner):
            if not given.startswith("&"):
                return BORROWED, mark + value
            return (EXACT, value) if mark == "&" or given.startswith("&mut ") else None
    if given.removeprefix("&").removeprefix("mut ") == wanted and given != wanted and wanted in _COPIED:
        return BORROWED, f"*{value}"
    return None


def _derefs(given: str, wanted: str) -> bool:
    """Say whether a reference to the one type serves as a reference to the other."""
    element = re.match(r"(?:Vec<(.*)>|\[(.*);[^;]*\])$", given)
    wrapped = re.match(r"(?:Box|Rc|Arc)<(.*)>$", given)
    return (
        _same(wanted, given)
        or (given, wanted) in {("String", "str"), ("PathBuf", "Path"), ("OsString", "OsStr")}
        or (element is not None and _same(wanted, f"[{element[1] or element[2]}]"))
        or (wrapped is not None and _same(wanted, wrapped[1]))
    )


def _converted(wanted: str, given: str, value: str) -> tuple[int, str] | None:
    if wanted == "String" and given.lstrip("&") == "str":
        return CONVERTED, f"{value}.to_string()"
    if _same(wanted, f"Option<{given}>"):
        return CONVERTED, f"Some({value})"
    if wanted in _WIDER.get(given, ()):
        return CONVERTED, f"{value} as {wanted}"
    return (CONVERTED, f"{value}.clone()") if given in {f"&{wanted}", f"&mut {wanted}"} else None


def is_plain_number(words: str) -> bool:
    """Say whether a type is so common that a value of it proves nothing: numbers, texts, raw pointers."""
    return plain(words) in _COPIED | {"&str", "String"} or words.startswith("*")


def neutral(words: str) -> str | None:
    """Give the value of a type that says nothing: zero, empty, none, false; None for types that have no such value."""
    of_type = plain(words)
    if of_type in _INTEGERS:
        return "0"
    if of_type in _FLOATS:
        return "0.0"
    return _EMPTY.get(of_type) or _EMPTY.get(head(words))


def only_value(words: str) -> str | None:
    """Give the value of a type that has a single one; None for all others."""
    return {"()": "()", "PhantomData": "PhantomData"}.get(head(words))
