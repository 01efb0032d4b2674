"""Every mistake in the form of a table: unknown keys, missing ones, values of the wrong type or size."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from ferrule.config.duration import seconds
from ferrule.config.fault import Fault, nearest
from ferrule.config.form import NEVER_ACCEPTED, Form
from ferrule.config.lines import Path
from ferrule.config.types import bare, inner, is_duration

_WHERE = re.compile(r" - at `\$((?:\[\d+\])*)[^`]*`$")
_ENUM = re.compile(r"Invalid enum value '(.*)'", re.DOTALL)
_PERSONAL = frozenset(
    {
        *("api-key", "api-keys", "database", "database-url", "endpoint", "endpoints", "key", "keys", "model", "models"),
        *("responder", "responders", "tool", "tool-path", "tool-paths", "tools"),
    }
)
"""What a workspace must not choose for whoever checks it out."""


def faults(table: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what does not fit the form; a table without faults can be converted to a `Form`."""
    yield from _struct(Form, table, ())


def _struct(form: type[Struct], table: Any, path: Path) -> Iterator[Fault]:
    if not isinstance(table, Mapping):
        yield Fault(path, "takes a table")
        return
    known = {one.encode_name: one for one in fields(form)}
    for key, value in table.items():
        if key in known:
            yield from _value(known[key].type, value, (*path, key))
        else:
            yield Fault((*path, key), _unknown(key, known, path))
    for key, one in known.items():
        if one.required and key not in table:
            yield Fault(path, f"needs the key {key!r}")


def _unknown(key: str, known: Mapping[str, FieldInfo], path: Path) -> str:
    if not path and key.replace("_", "-").lower() in _PERSONAL:
        return "not in a workspace's file: it is for your own environment or a flag to say"
    elsewhere = [where for where in _everywhere(Form, "") if where.rpartition(".")[2] == key]
    if elsewhere:
        return f"no such key here; did you mean {elsewhere[0]!r}?"
    return f"no such key{nearest(key, known)}"


def _everywhere(form: type[Struct], before: str) -> Iterator[str]:
    for one in fields(form):
        yield before + one.encode_name
        struct = inner(one.type)
        if struct is not None:
            yield from _everywhere(struct, f"{before}{one.encode_name}.")


def _value(kind: Any, value: Any, path: Path) -> Iterator[Fault]:
    origin, struct = get_origin(bare(kind)), inner(kind)
    if is_duration(kind):
        yield from _duration(value, path)
    elif struct is not None and origin is tuple:
        yield from _tables(struct, value, path)
    elif struct is not None:
        yield from _struct(struct, value, path)
    elif origin is dict and isinstance(value, Mapping):
        names, values = get_args(bare(kind))
        for key, one in value.items():
            yield from _converted(names, key, (*path, key))
            yield from _value(values, one, (*path, key))
    else:
        yield from _converted(kind, value, path)


def _tables(struct: type[Struct], value: Any, path: Path) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(path, f"takes tables: [[{path[-1]}]]")
        return
    for place, table in enumerate(value):
        yield from _struct(struct, table, (*path, place))


def _duration(value: Any, path: Path) -> Iterator[Fault]:
    try:
        seconds(value)
    except ValueError as fault:
        yield Fault(path, str(fault))


def _converted(kind: Any, value: Any, path: Path) -> Iterator[Fault]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as fault:
        words = str(fault)
        told = _WHERE.search(words)
        deeper = tuple(int(place) for place in re.findall(r"\d+", told[1])) if told else ()
        yield Fault((*path, *deeper), _in_words(kind, value, words.removesuffix(told.group()) if told else words))


def _in_words(kind: Any, value: Any, words: str) -> str:
    """Give msgspec's sentence as one that helps."""
    if isinstance(value, str) and get_origin(bare(kind)) is tuple:
        if " " in value.strip():
            return f"takes an array of words, and no shell reads it; such as {value.split()}".replace("'", '"')
        return f'takes an array, such as ["{value}"]'
    wrong = _ENUM.fullmatch(words)
    if wrong:
        schema = msgspec.json.schema(kind)
        listed = [schema, schema.get("items", {}), *schema.get("$defs", {}).values()]
        known = [name for one in listed for name in one.get("enum", ()) if name not in NEVER_ACCEPTED]
        return f"no {wrong[1]!r}{nearest(wrong[1], known)}"
    if "matching regex" in words:
        return f"a name has lower-case letters, digits, '-' and '_'; got {value!r}"
    return words[:1].lower() + words[1:]
