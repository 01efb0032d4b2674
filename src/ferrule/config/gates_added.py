"""Gates of one's own put into a settings file: comments, order and spacing of all else stay as they are."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from ferrule.config.fault import BadSettings
from ferrule.config.lines import Path

Entry = tuple[Mapping[str, str | tuple[str, ...]], str]
"""Keys and values of one gate, and the comment that stands above it."""


def with_gates(text: str, section: Path, entries: Sequence[Entry]) -> str:
    """Give a settings text with these gates behind those that it has.

    Args:
        text: of the file; empty for a new one.
        section: where the settings stand in it; empty: the whole file.
        entries: at least one.

    Raises:
        BadSettings: when the gates cannot be put there without a change of something else.
    """
    try:
        document = tomlkit.parse(text)
        _add(document, section, entries)
        made = document.as_string()
        wanted = _with(tomllib.loads(text), section, entries)
    except (TOMLKitError, tomllib.TOMLDecodeError, TypeError, KeyError) as fault:
        raise BadSettings(f"the gates cannot be added: {fault}") from fault
    if tomllib.loads(made) != wanted or not _keeps(text, made):
        raise BadSettings("the gates cannot be added without a change of other lines; write them by hand")
    return made


def _add(document: TOMLDocument, section: Path, entries: Sequence[Entry]) -> None:
    holder: Any = document
    for key in section:
        holder = holder[key]
    there = holder.get("gate")
    if isinstance(there, Array):
        for values, _ in entries:
            row = tomlkit.inline_table()
            row.update(_plain(values))
            there.append(row)
        return
    gates = there if isinstance(there, AoT) else tomlkit.aot()
    for values, comment in entries:
        table = _table(values, comment)
        if section or isinstance(there, AoT):
            table.add(tomlkit.nl())  # another table may follow
        gates.append(table)
    if not isinstance(there, AoT):
        holder.append("gate", gates)


def _table(values: Mapping[str, str | tuple[str, ...]], comment: str) -> Table:
    table = tomlkit.table()
    if comment:
        table.add(tomlkit.comment(comment))
    for key, value in _plain(values).items():
        table.add(key, value)
    return table


def _plain(values: Mapping[str, str | tuple[str, ...]]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def _with(table: dict[str, Any], section: Path, entries: Sequence[Entry]) -> dict[str, Any]:
    holder: Any = table
    for key in section:
        holder = holder[key]
    holder["gate"] = [*holder.get("gate", ()), *(_plain(values) for values, _ in entries)]
    return table


def _keeps(before: str, after: str) -> bool:
    """Tell whether every line of a text is still there, in its order; an array of gates on one line may grow."""
    waiting = iter(after.split("\n"))
    lines = [line for line in before.split("\n") if line]
    return all(any(line == other or line.startswith("gate") for other in waiting) for line in lines)
