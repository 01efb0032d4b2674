"""YAML that every host reads alike: block style, one line a value, quoted wherever two readers could differ."""

from collections.abc import Iterator, Mapping
from typing import Final

import yaml

from ferrule.facts.definition import Value

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FENCE: Final = "---"


def front_matter(keys: Mapping[str, Value]) -> str:
    """Give a front matter with its fences; no three hyphens stand in it, at which some readers would end it."""
    return f"{_FENCE}\n{document(keys)}{_FENCE}\n"


def document(keys: Mapping[str, Value]) -> str:
    """Give a mapping as a YAML document."""
    return "".join(f"{line}\n" for line in _mapping(keys, ""))


def scalar(text: str) -> str:
    """Give a text as YAML: plain where no reader takes it for anything else, else in double quotes."""
    return text if _is_plain(text) else f'"{_escaped(text)}"'


def _mapping(keys: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, value in keys.items():
        name = f"{indent}{scalar(str(key))}:"
        if isinstance(value, Mapping | tuple) and value:
            yield name
            yield from _nested(value, f"{indent}  ")
        else:
            yield f"{name} {_single(value)}"


def _nested(value: Mapping[str, Value] | tuple[Value, ...], indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _mapping(value, indent)
        return
    for one in value:
        if isinstance(one, Mapping | tuple) and one:
            yield f"{indent}-"
            yield from _nested(one, f"{indent}  ")
        else:
            yield f"{indent}- {_single(one)}"


def _single(value: Value) -> str:
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, Mapping | tuple):
        return "{}" if isinstance(value, Mapping) else "[]"
    return str(yaml.safe_dump(value)).partition("\n")[0]


def _is_plain(text: str) -> bool:
    """Tell whether a text needs no quotes: it begins with a letter, and YAML 1.1 too takes it for a text."""
    if not text[:1].isalpha() or not text.isprintable() or text != text.strip() or _FENCE in text:
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return bool(yaml.safe_load(text) == text) and text.lower() not in {"y", "n"}


def _escaped(text: str) -> str:
    return "".join(map(_character, text)).replace(_FENCE, "\\x2d--")


def _character(one: str) -> str:
    if one in _ESCAPES:
        return _ESCAPES[one]
    if one.isprintable():
        return one
    code = ord(one)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
