"""Where findings lie as other services name places: relative to the repository, or not at all."""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.sheet import Sheet

MANIFEST: Final = "Cargo.toml"
_DRIVE: Final = re.compile(r"[A-Za-z]:[/\\]")
_KNOWN: Final = 4_096
"""Paths that are remembered: many findings lie in few files."""
_HIGHEST: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of the repository."""

    path: str
    """Relative to the repository, with `/`."""
    line: int | None = None
    """All numbers count from 1; None where the tool named none."""
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    """After the last character."""


def place_of(finding: Finding, sheet: Sheet) -> Place | None:
    """Give where a finding lies; None where it names no file, or one that does not belong to the repository."""
    path = in_repository(finding.path, sheet)
    if path is None:
        return None
    line = _number(finding.line)
    column = _number(finding.column) if line else None
    end_line = _number(finding.end_line) if line else None
    if line is None or end_line is None or end_line < line:
        return Place(path, line, column)
    end_column = _number(finding.end_column) if column else None
    if end_line == line and end_column is not None and column is not None and end_column < column:
        end_column = None
    return Place(path, line, column, end_line, end_column)


def in_repository(path: str | None, sheet: Sheet) -> str | None:
    """Give a path of a finding relative to the repository; None where it leads out of it, or names no file."""
    return _inside(path, sheet.workspace, sheet.prefix) if path else None


@lru_cache(maxsize=_KNOWN)
def _inside(path: str, workspace: str, prefix: str) -> str | None:
    if "\0" in path or path.startswith("<"):
        return None
    home = workspace.rstrip("/")
    inner = path.removeprefix(f"{home}/")
    top = home.removesuffix(f"/{prefix.rstrip('/')}")
    if inner == path and top != home and path.startswith(f"{top}/"):
        inner, prefix = path[len(top) + 1 :], ""
    if posixpath.isabs(inner) or _DRIVE.match(inner):
        return None
    whole = posixpath.normpath(posixpath.join(prefix, inner))
    return None if whole in {".", ".."} or whole.startswith("../") else whole


def manifest(sheet: Sheet) -> str:
    """Give the workspace's manifest: where a report has to name a file and a finding has none."""
    return posixpath.join(sheet.prefix, MANIFEST)


def shown_place(finding: Finding) -> str:
    """Give the place of a finding in words, as its tool named it; empty where it named no file."""
    return f"{finding.path}:{finding.line}" if finding.path and finding.line else finding.path or ""


def _number(value: int | None) -> int | None:
    return value if value is not None and 1 <= value <= _HIGHEST else None
