"""TOML texts of a difference as plain values, each key with its line."""

import functools
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from ferrule.config.lines import Lines, Path

Keys: TypeAlias = tuple[str, ...]
"""Where a value stands; an element of an array of tables by what names it."""
_NAMING: Final = ("id", "name", "crate", "package", "path", "filter", "spdx", "git", "url")
"""Keys by which a table in an array is known, the surest first."""
_LARGEST: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says."""

    values: dict[str, Any]
    lines: Lines | None = None
    """None for a file that is not there, or cannot be read."""

    def line(self, path: Path) -> int:
        """Give the line of a key, from 1; 0 where there is no file."""
        return self.lines.line(path) if self.lines else 0

    def at(self, *keys: str) -> Any:
        """Give a value; None where there is none."""
        value: Any = self.values
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def table(self, *keys: str) -> dict[str, Any]:
        """Give a table; empty where there is none."""
        value = self.at(*keys)
        return value if isinstance(value, dict) else {}


@functools.lru_cache(maxsize=64)
def read(text: bytes) -> Table:
    """Give what a text says; empty where it cannot be read: Cargo, or the tool itself, says why."""
    try:
        told = text.decode().replace("\r\n", "\n")
        if len(told) > _LARGEST:
            return Table({})
        return Table(tomllib.loads(told), Lines(told))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return Table({})


def leaves(values: dict[str, Any], above: Keys = (), path: Path = ()) -> Iterator[tuple[Keys, Path, Any]]:
    """Yield each value that is no table: by what names it, by its place, and itself; lists of plain values, too."""
    for key, value in values.items():
        here, place = (*above, key), (*path, key)
        if isinstance(value, dict):
            yield from leaves(value, here, place)
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            yield here, place, tuple(naming(one) for one in value)
            for at, one in enumerate(value):
                yield from leaves(one, (*here, naming(one)), (*place, at))
        else:
            yield here, place, value


def naming(value: Any) -> str:
    """Give what names an element of a list."""
    if isinstance(value, dict):
        found = next((value[key] for key in _NAMING if isinstance(value.get(key), str)), None)
        return found if found is not None else json.dumps(value, sort_keys=True, default=str)
    return value if isinstance(value, str) else json.dumps(value, default=str)


def words(value: Any) -> tuple[str, ...]:
    """Give the elements of a list, or a text cut at its blanks; empty for anything else."""
    if isinstance(value, str):
        return tuple(re.split(r"\s+", value.strip())) if value.strip() else ()
    return tuple(naming(one) for one in value) if isinstance(value, list | tuple) else ()
