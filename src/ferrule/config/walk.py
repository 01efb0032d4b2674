"""Every mistake in the form of a table: unknown keys, missing ones, values of the wrong type or size."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from ferrule.config.duration import seconds
from ferrule.config.fault import Fault, nearest
from ferrule.config.form import NEVER_ACCEPTED, Form
from ferrule.config.lines import Path
from ferrule.config.types import bare, inner, is_duration, tagged
from ferrule.config.user_place import user_file

_WHERE = re.compile(r" - at `\$((?:\[\d+\])*)[^`]*`$")
_ENUM = re.compile(r"Invalid enum value '(.*)'", re.DOTALL)
_PERSONAL: Final = frozenset(
    {"api-key", "api-keys", "database", "database-url", "key", "keys", "tool", "tool-path", "tool-paths", "tools"}
)
"""What a workspace must not choose for whoever checks it out."""
_IN_THE_USERS_FILE: Final = frozenset(
    {
        *("endpoint", "endpoints", "escalation", "model", "models", "responder", "responders", "route", "routes"),
        *("level2", "level3", "base-url", "key-variable", "tier", "tiers"),
    }
)
"""What a user chooses in a file of their own: whom ferrule asks is nothing that a workspace may say."""
_SECRETS: Final = frozenset({"api-key", "api-keys", "apikey", "key", "keys", "password", "secret", "token"})


def faults(table: Mapping[str, Any], root: type[Struct] = Form) -> Iterator[Fault]:
    """Yield what does not fit the form `root`; a table without faults can be converted to it."""
    yield from _struct(root, table, (), root)


def _struct(form: type[Struct], table: Any, path: Path, root: type[Struct]) -> Iterator[Fault]:
    if not isinstance(table, Mapping):
        yield Fault(path, "takes a table")
        return
    known = {one.encode_name: one for one in fields(form)}
    for key, value in table.items():
        if key in known:
            yield from _value(known[key].type, value, (*path, key), root)
        elif key != form.__struct_config__.tag_field:
            yield Fault((*path, key), _unknown(key, known, path, root))
    for key, one in known.items():
        if one.required and key not in table:
            yield Fault(path, f"needs the key {key!r}")


def _unknown(key: str, known: Mapping[str, FieldInfo], path: Path, root: type[Struct]) -> str:
    plain = key.replace("_", "-").lower()
    if root is Form and not path and plain in _IN_THE_USERS_FILE:
        return f"not in a workspace's file: it belongs into your own, {user_file()[0]}"
    if root is Form and not path and plain in _PERSONAL:
        return "not in a workspace's file: it is for your own environment or a flag to say"
    if root is not Form and plain in _SECRETS:
        return "no secret stands in a file: `key-variable` names the environment variable that holds it"
    elsewhere = [where for where in _everywhere(root, "") if where.rpartition(".")[2] == key]
    if elsewhere:
        return f"no such key here; did you mean {elsewhere[0]!r}?"
    if root is not Form and not path and key in {one.encode_name for one in fields(Form)}:
        return "a setting of a workspace: it belongs into its ferrule.toml"
    return f"no such key{nearest(key, known)}"


def _everywhere(form: type[Struct], before: str) -> Iterator[str]:
    for one in fields(form):
        yield before + one.encode_name
        struct = inner(one.type)
        if struct is not None:
            yield from _everywhere(struct, f"{before}{one.encode_name}.")


def _value(kind: Any, value: Any, path: Path, root: type[Struct]) -> Iterator[Fault]:
    origin, struct, variants = get_origin(bare(kind)), inner(kind), tagged(kind)
    if is_duration(kind):
        yield from _duration(value, path)
    elif variants:
        yield from _variant(variants, value, path, root)
    elif struct is not None and origin is tuple:
        yield from _tables(struct, value, path, root)
    elif struct is not None:
        yield from _struct(struct, value, path, root)
    elif origin is dict and isinstance(value, Mapping):
        names, values = get_args(bare(kind))
        for key, one in value.items():
            yield from _converted(names, key, (*path, key))
            yield from _value(values, one, (*path, key), root)
    else:
        yield from _converted(kind, value, path)


def _variant(variants: Mapping[str, type[Struct]], value: Any, path: Path, root: type[Struct]) -> Iterator[Fault]:
    """Yield the faults of a table that is one of several, told apart by the key that names its kind."""
    if not isinstance(value, Mapping):
        yield Fault(path, "takes a table")
        return
    tag = str(next(iter(variants.values())).__struct_config__.tag_field)
    name = value.get(tag)
    if tag not in value:
        yield Fault(path, f"needs the key {tag!r}; known: {', '.join(variants)}")
    elif not isinstance(name, str) or name not in variants:
        yield Fault((*path, tag), f"no {name!r}{nearest(str(name), variants)}")
    else:
        yield from _struct(variants[name], value, path, root)


def _tables(struct: type[Struct], value: Any, path: Path, root: type[Struct]) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(path, f"takes tables: [[{path[-1]}]]")
        return
    for place, table in enumerate(value):
        yield from _struct(struct, table, (*path, place), root)


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
