"""One thing put into a JSON text, or taken out of it, with every other byte as it was."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from json.decoder import JSONDecoder
from typing import Any, Final

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_FIRST_INDENT: Final = re.compile(r"\n([ \t]+)\S")
_DECODER: Final = JSONDecoder()


@dataclass(frozen=True, slots=True)
class Part:
    """One member of an object, or one element of a list, by its places in the text."""

    name: str
    """Of a member; empty for an element."""
    start: int
    """Where the name begins, or the element."""
    value: int
    end: int
    """Exclusive."""


def readable(text: str) -> Any:
    """Give what a text says.

    Raises:
        ValueError: when it is no plain JSON, or names something twice in one object.
    """
    return json.loads(text, object_pairs_hook=_without_doubles)


def start_of(text: str) -> int:
    """Give where the outermost value begins."""
    return _skip(text, 0)


def parts_of(text: str, at: int) -> tuple[Part, ...]:
    """Give the parts of the object or list that begins at a place, in their order."""
    return tuple(_parts(text, at))


def member(text: str, at: int, name: str) -> Part | None:
    """Give the member with a name of the object that begins at a place; None when it has none."""
    return next((one for one in _parts(text, at) if one.name == name), None)


def with_member(text: str, at: int, name: str, value: object) -> str:
    """Give the text with one more member at the end of the object that begins at a place."""
    return _with(text, at, f"{json.dumps(name)}: ", value)


def with_element(text: str, at: int, value: object) -> str:
    """Give the text with one more element at the end of the list that begins at a place."""
    return _with(text, at, "", value)


def without(text: str, at: int, gone: int) -> str:
    """Give the text without one part, by its number, of the object or list that begins at a place."""
    parts = parts_of(text, at)
    if len(parts) == 1:
        return text[: at + 1] + text[_end(text, at) - 1 :]
    if gone:
        return text[: parts[gone - 1].end] + text[parts[gone].end :]
    return text[: parts[0].start] + text[parts[1].start :]


def _with(text: str, at: int, head: str, value: object) -> str:
    """Put a part behind the last one, in lines of its own where the others have such."""
    parts, end = parts_of(text, at), _end(text, at)
    before, after = (text[: parts[-1].end], text[parts[-1].end :]) if parts else (text[: at + 1], text[end - 1 :])
    if "\n" not in text[at:end] and (parts or "\n" not in text):
        return f"{before}{', ' if parts else ''}{head}{json.dumps(value)}{after}"
    line = "\r\n" if "\r\n" in text else "\n"
    found = _FIRST_INDENT.search(text)
    unit, base = found[1] if found else "  ", _indent(text, at)
    inner = _indent(text, parts[0].start) if parts and "\n" in text[at : parts[0].start] else base + unit
    item = f"\n{head}{json.dumps(value, indent=unit)}".replace("\n", f"{line}{inner}")
    return f"{before},{item}{after}" if parts else f"{before}{item}{line}{base}{after}"


def _parts(text: str, at: int) -> Iterator[Part]:
    is_object, place = text[at] == "{", _skip(text, at + 1)
    while text[place] not in "}]":
        start, name = place, ""
        if is_object:
            name, place = _DECODER.raw_decode(text, place)
            place = _skip(text, _skip(text, place) + 1)
        _, end = _DECODER.raw_decode(text, place)
        yield Part(name, start, place, end)
        place = _skip(text, end)
        place = _skip(text, place + 1) if text[place] == "," else place


def _end(text: str, at: int) -> int:
    return _DECODER.raw_decode(text, at)[1]


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _indent(text: str, at: int) -> str:
    """Give the blanks at the beginning of the line in which a place lies."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    shape = dict(pairs)
    if len(shape) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return shape
