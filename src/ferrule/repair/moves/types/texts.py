"""Strings, paths and bytes: which conversion leads from one to the other."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types.typewords import FLOATS, INTEGERS, SOME_FLOAT, SOME_INTEGER, Type, bare

_WRITABLE: Final = INTEGERS | FLOATS | {SOME_FLOAT, SOME_INTEGER, "char", "bool", "str"}
_SHARED_TEXT: Final = frozenset({"Box", "Rc", "Arc"})


def ways(expected: Type, found: Type) -> Iterator[tuple[int, str]]:
    """Yield ranks and templates for a pair in which one side is a text, a path or bytes."""
    inner = bare(found)
    if expected.head == "String":
        yield from _to_string(inner)
    elif expected.head == "&" and expected.args[0].head == "str":
        yield from _to_str(found, inner)
    elif inner.head in {"str", "String"}:
        yield from _from_text(expected, found, inner)
    elif _is_bytes(expected) and inner.head == "char":
        yield POSSIBLE, "{}.to_string().as_bytes()"
    elif _is_bytes(expected) and _is_bytes(Type("&", (inner,))) and inner is found:
        yield LIKELY, "&{}"


def _to_string(inner: Type) -> Iterator[tuple[int, str]]:
    if inner.head in _WRITABLE or inner.head == "String":
        yield LIKELY, "{}.to_string()"
    elif inner.head == "Cow":
        yield LIKELY, "{}.into_owned()"
    elif inner.head == "OsStr":
        yield POSSIBLE, "{}.to_string_lossy().into_owned()"
    elif inner.head in {"Path", "PathBuf"}:
        yield POSSIBLE, "{}.display().to_string()"
    elif inner.head == "Vec" and inner.args and inner.args[0].head in {"char", "String"}:
        yield LIKELY, "{}.into_iter().collect()"
    elif inner.head.isidentifier() and inner.head not in {"Option", "Result", "Vec"}:
        yield POSSIBLE, "{}.to_string()"


def _to_str(found: Type, inner: Type) -> Iterator[tuple[int, str]]:
    if inner.head in {"String", "Cow"}:
        yield LIKELY, "&{}"
        yield LIKELY, "{}.as_str()"
    elif inner.head in _WRITABLE - {"str"}:
        yield LIKELY, "&{}.to_string()"
    elif inner.head == "str" and found.is_reference:
        yield LIKELY, "*{}"
    elif inner.head.isidentifier() and inner.head not in {"Option", "Result"}:
        yield SURE, "{}.as_str()"
        yield LIKELY, "{}.as_ref()"


def _from_text(expected: Type, found: Type, inner: Type) -> Iterator[tuple[int, str]]:
    head = expected.head
    target = bare(expected).head
    if _is_bytes(expected):
        yield SURE, "{}.as_bytes()"
    elif head == "Vec" and expected.args:
        yield from _to_vec(expected.args[0], found, inner)
    elif head == "Cow":
        yield LIKELY, "{}.into()"
    elif head in {"PathBuf", "OsString"}:
        yield LIKELY, f"{head}::from({{}})"
    elif expected.is_reference and target in {"Path", "OsStr"}:
        owned = inner is found
        yield LIKELY, f"{target}::new({'&' if owned else ''}{{}})"
    elif head in _SHARED_TEXT and expected.args and expected.args[0].head == "str":
        yield LIKELY, "{}.into()"
    elif head == "char":
        yield POSSIBLE, "{}.chars().next()?"
        yield POSSIBLE, "{}.chars().next().unwrap()"
    elif head in INTEGERS | FLOATS:
        yield LIKELY, "{}.parse()?"
        yield POSSIBLE, "{}.parse().unwrap()"


def _to_vec(element: Type, found: Type, inner: Type) -> Iterator[tuple[int, str]]:
    if element.head == "u8":
        owned = inner is found and inner.head == "String"
        yield LIKELY, "{}.into_bytes()" if owned else "{}.as_bytes().to_vec()"
    elif element.head == "char":
        yield LIKELY, "{}.chars().collect()"
    elif element.head == "String":
        yield POSSIBLE, "vec![{}.to_string()]"


def _is_bytes(a_type: Type) -> bool:
    target = a_type.args[0] if a_type.head == "&" and a_type.args else None
    return target is not None and target.head in {"[]", "[;]"} and bool(target.args) and target.args[0].head == "u8"
