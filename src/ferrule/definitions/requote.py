"""The second try at a front matter that is no YAML: plain values that YAML ends too early get quotation marks (C7)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

PROSE: Final = frozenset({"description", "argument-hint", "when_to_use", "name"})
"""Keys whose value is meant as it stands there, whatever YAML makes of it."""
_ENTRY: Final = re.compile(r"(?P<indent> *(?:- +)?)(?P<key>[A-Za-z_][\w.-]*):[ \t]+(?P<value>\S.*)")
_INDICATORS: Final = frozenset("\"'|>[{&*!#%@`")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One value that got quotation marks."""

    key: str
    index: int
    """Of its line, from 0."""
    cause: str
    """What would have ended it."""


def requoted(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[Quoted, ...]]:
    """Give the lines with marks around plain values that hold `: ` or ` #` or end with a colon, and which they are."""
    made = list(lines)
    changed: list[Quoted] = []
    index = 0
    while index < len(made):
        entry = _ENTRY.fullmatch(made[index])
        end = _end(made, index, len(entry["indent"])) if entry else index + 1
        if entry and (cause := _cause(entry["key"], (entry["value"], *made[index + 1 : end]))):
            changed.append(Quoted(entry["key"], index, cause))
            _quote(made, index, end, entry)
        index = end
    return tuple(made), tuple(changed)


def _end(lines: Sequence[str], index: int, indent: int) -> int:
    """Give the index after the last line that goes on with a value: it is indented deeper than its key."""
    end = index + 1
    for place in range(index + 1, len(lines)):
        line = lines[place]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            break
        if line.strip():
            end = place + 1
    return end


def _cause(key: str, parts: Sequence[str]) -> str:
    """Give what ends a plain value too early; empty when nothing does, or it is not plain."""
    if parts[0][0] in _INDICATORS:
        return ""
    if any(": " in part or ":\t" in part for part in parts):
        return "': '"
    if any(part.rstrip().endswith(":") for part in parts):
        return "a colon at the end"
    return "' #'" if key in PROSE and any(" #" in part for part in parts) else ""


def _quote(lines: list[str], index: int, end: int, entry: re.Match[str]) -> None:
    start = entry.start("value")
    for place in range(index, end):
        kept = start if place == index else 0
        lines[place] = lines[place][:kept] + lines[place][kept:].replace("'", "''")
    lines[index] = f"{lines[index][:start]}'{lines[index][start:]}"
    lines[end - 1] = lines[end - 1].rstrip() + "'"
