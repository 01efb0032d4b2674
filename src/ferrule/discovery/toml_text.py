"""A TOML file as a table with the line of each key; what is broken is told with its line."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from ferrule.config.depth import is_deep
from ferrule.config.lines import Lines
from ferrule.discovery.ground import Ground, text_at

_LINE: Final = re.compile(r"\(at line (\d+), column \d+\)$")


def toml_at(ground: Ground, path: Path) -> tuple[dict[str, Any], Lines, str] | None:
    """Give what a file holds, the places of its keys and its text; None when it is not there or cannot be read."""
    text = text_at(ground, path)
    if text is None:
        return None
    try:
        table = tomllib.loads(text)
    except RecursionError:
        ground.tell(path, None, "nested too deeply")
        return None
    except ValueError as fault:
        told = _LINE.search(str(fault))
        ground.tell(path, int(told[1]) if told else text.rstrip().count("\n") + 1, f"no TOML: {fault}")
        return None
    if is_deep(table):
        ground.tell(path, None, "nested too deeply")
        return None
    return table, Lines(text), text


def table_of(holder: Any, key: str) -> dict[str, Any]:
    """Give a table in another one; empty when it is not there or no table."""
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}
