"""JSON as ferrule prints it: one object, keys in the order of the contract."""

import json
from collections.abc import Iterator, Mapping
from typing import Final

_IN_PIECES: Final = 4
"""How deep an object is taken apart: to each finding of each gate."""


def json_text(value: Mapping[str, object]) -> str:
    """Give the object as indented JSON; a lone surrogate is written as an escape, so the text is valid UTF-8."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()


def json_pieces(value: object, depth: int = 0) -> Iterator[str]:
    """Give the same text in pieces, for objects of any size; an iterator in it is a list that is made on the way."""
    if isinstance(value, Mapping) and value and depth < _IN_PIECES:
        yield "{"
        yield from _parts(((f"{_dense(name).decode()}: ", part) for name, part in value.items()), depth)
        yield "}"
    elif isinstance(value, list | Iterator) and depth < _IN_PIECES:
        yield "["
        yield from _parts((("", part) for part in value), depth)
        yield "]"
    else:
        yield _whole(value, depth)


def _parts(parts: Iterator[tuple[str, object]], depth: int) -> Iterator[str]:
    blank = "\n" + "  " * (depth + 1)
    between = blank
    for head, part in parts:
        yield between + head
        yield from json_pieces(part, depth + 1)
        between = f",{blank}"
    if between != blank:
        yield "\n" + "  " * depth


def _whole(value: object, depth: int) -> str:
    from msgspec.json import format as indented

    return indented(_dense(value), indent=2).decode().replace("\n", "\n" + "  " * depth)


def _dense(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


def json_line(value: object) -> str:
    """Give a value as JSON on one line; what is no character is replaced."""
    from msgspec.json import encode

    try:
        return encode(value).decode()
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
