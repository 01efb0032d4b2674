"""Types as the compiler writes them: read, compared, and put in the place of others (P05)."""

import re
from dataclasses import dataclass
from typing import Final

INTEGERS: Final = frozenset(f"{sign}{bits}" for sign in "iu" for bits in ("8", "16", "32", "64", "128", "size"))
FLOATS: Final = frozenset({"f32", "f64"})
SOME_INTEGER: Final = "{integer}"
SOME_FLOAT: Final = "{float}"
_OPENERS: Final = "<([{"
_CLOSERS: Final = ">)]}"
_DEFAULTS: Final = {SOME_INTEGER: "i32", SOME_FLOAT: "f64"}
_BORROW: Final = re.compile(r"&\s*(?:'\w+\s+)?(mut\s+)?")
_POINTER: Final = re.compile(r"\*\s*(const|mut)\s+")
_PATH: Final = re.compile(r"\b(?:\w+::)+(?=\w)")
_UNSPEAKABLE: Final = re.compile(r"[{}@]|\b_\b|\.\.\.|\bimpl\b|^fn item|/\*")
_MOST_DEEP: Final = 24


@dataclass(frozen=True, slots=True)
class Type:
    """A type in parts."""

    head: str
    """The last segment of its path; `&`, `&mut`, `*const`, `*mut`, `()`, `[]` and `[;]` for what has no name."""
    args: tuple["Type", ...] = ()
    """Its type arguments, elements or target; lifetimes are left out."""
    text: str = ""
    """As it is written."""

    @property
    def is_reference(self) -> bool:
        """Say whether it is `&T` or `&mut T`."""
        return self.head in {"&", "&mut"}


def read_type(text: str, depth: int = 0) -> Type:
    """Read a type; what has no parts that matter here is its own head, as `dyn Fn()` or `<T as Trait>::Item`."""
    text = text.strip()
    if depth > _MOST_DEEP:
        return Type(text, (), text)
    for pattern, kind in ((_BORROW, "&"), (_POINTER, "*")):
        if found := pattern.match(text):
            inner = read_type(text[found.end() :], depth + 1)
            mark = (found[1] or "").strip()
            return Type(kind + mark, (inner,), text)
    if text[:1] in {"(", "["} and text[-1:] in {")", "]"} and _closes(text):
        return _grouped(text, depth)
    if text.endswith(">") and "<" in text[1:] and not text.startswith(("<", "dyn ", "impl ", "fn", "for<")):
        at = text.index("<")
        args = (read_type(part, depth + 1) for part in split(text[at + 1 : -1]) if not part.startswith("'"))
        return Type(text[:at].rstrip(":").rpartition("::")[2].strip(), tuple(args), text)
    plain = " " not in text and "<" not in text
    return Type(text.rpartition("::")[2] if plain else text, (), text)


def split(text: str, mark: str = ",") -> list[str]:
    """Split at a mark outside of all brackets; blank parts are left out."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char in _OPENERS:
            depth += 1
        elif char in _CLOSERS and text[at - 1 : at] not in {"-", "="}:
            depth -= 1
        elif char == mark and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def same(one: Type, other: Type) -> bool:
    """Say whether two types may be one: paths and lifetimes do not count, `_` and open numbers fit what they can."""
    if "_" in {one.head, other.head}:
        return True
    if one.head != other.head:
        return any(_fits(a.head, b.head) for a, b in ((one, other), (other, one)))
    return len(one.args) == len(other.args) and all(map(same, one.args, other.args))


def is_integer(a_type: Type) -> bool:
    """Say whether it is an integer type, an open one included."""
    return a_type.head in INTEGERS or a_type.head == SOME_INTEGER


def is_number(a_type: Type) -> bool:
    """Say whether it is a number type, an open one included."""
    return is_integer(a_type) or a_type.head in FLOATS or a_type.head == SOME_FLOAT


def bare(a_type: Type) -> Type:
    """Give what is behind all references."""
    while a_type.is_reference:
        a_type = a_type.args[0]
    return a_type


def spoken(text: str) -> str:
    """Give a type as it can be written in a source, its names without paths; empty for one that cannot be."""
    for open_type, default in _DEFAULTS.items():
        text = text.replace(open_type, default)
    return "" if not text or _UNSPEAKABLE.search(text) else _PATH.sub("", text)


def transplanted(written: str, old: Type, new: Type, depth: int = 0) -> str:
    """Give a written type with the parts replaced in which `new` differs from `old`; empty where that cannot be.

    `Vec<char>` for `&mut Vec<Item>` leaves what is equal as it was written: lifetimes, aliases and paths.
    """
    if old.text == new.text or new.head == "_" or depth > _MOST_DEEP:
        return written
    here = read_type(written)
    if old.head == new.head == here.head and len(old.args) == len(new.args) == len(here.args) > 0:
        for mine, before, after in zip(here.args, old.args, new.args, strict=True):
            if same(before, after) and before.head == after.head:
                continue
            part = transplanted(mine.text, before, after, depth + 1)
            if not part or written.count(mine.text) != 1:
                return spoken(new.text)
            written = written.replace(mine.text, part)
        return written
    return spoken(new.text)


def apart(one: Type, other: Type, depth: int = 0) -> tuple[Type, Type]:
    """Give the only parts in which two types differ; the whole types where they differ in several."""
    differing = [pair for pair in zip(one.args, other.args, strict=False) if not same(*pair)]
    is_alike = one.head == other.head and len(one.args) == len(other.args) and depth < _MOST_DEEP
    return apart(*differing[0], depth + 1) if is_alike and len(differing) == 1 else (one, other)


def _grouped(text: str, depth: int) -> Type:
    inner = text[1:-1]
    if text.startswith("("):
        return Type("()", tuple(read_type(part, depth + 1) for part in split(inner)), text)
    parts = split(inner, ";")
    return Type("[;]" if len(parts) > 1 else "[]", tuple(read_type(part, depth + 1) for part in parts[:1]), text)


def _closes(text: str) -> bool:
    """Say whether the bracket at the beginning ends at the end."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char in "([{<") - (char in ")]}" or (char == ">" and text[at - 1] not in "-="))
        if depth == 0:
            return at == len(text) - 1
    return False


def _fits(open_head: str, head: str) -> bool:
    return (open_head == SOME_INTEGER and head in INTEGERS) or (open_head == SOME_FLOAT and head in FLOATS)
