"""What a key of the form holds, seen through what describes and bounds it."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

from ferrule.config.form import DurationText, Form
from ferrule.config.lines import Path


def bare(kind: Any) -> Any:
    """Give a type without what describes and bounds it."""
    while hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    return kind


def inner(kind: Any) -> type[Struct] | None:
    """Give the struct that a key holds, alone or in an array; None for all other keys."""
    plain = bare(kind)
    candidate = bare(get_args(plain)[0]) if get_origin(plain) is tuple else plain
    return candidate if isinstance(candidate, type) and issubclass(candidate, Struct) else None


def tagged(kind: Any) -> dict[str, type[Struct]]:
    """Give the structs that a key may hold, by the word that tells them apart; empty for all other keys."""
    plain = bare(kind)
    options = get_args(plain) if get_origin(plain) in {Union, UnionType} else ()
    structs = [one for one in map(bare, options) if isinstance(one, type) and issubclass(one, Struct)]
    return {str(one.__struct_config__.tag): one for one in structs if one.__struct_config__.tag_field}


def is_duration(kind: Any) -> bool:
    """Give whether the key holds a length of time."""
    return DurationText in get_args(bare(kind))


def is_number(kind: Any) -> bool:
    """Give whether the key holds a number and nothing that is written as a text."""
    plain = bare(kind)
    options = {bare(one) for one in get_args(plain)} if get_origin(plain) in {Union, UnionType} else {plain}
    return bool(options & {int, float}) and not is_duration(kind)


def single_keys(form: type[Struct] = Form, above: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each key that holds one value or a list of words, and its type: no tables that authors name entries in."""
    for one in fields(form):
        path, struct, origin = (*above, one.encode_name), inner(one.type), get_origin(bare(one.type))
        if struct is not None and origin is not tuple:
            yield from single_keys(struct, path)
        elif struct is None and origin is not dict:
            yield path, one.type
