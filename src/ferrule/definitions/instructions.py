"""AGENTS.md files: plain text for every agent, from the root of a project downwards (C6)."""

from pathlib import Path
from typing import Final

from ferrule.definitions.decode import read_text
from ferrule.definitions.walk import walk_named
from ferrule.facts.definition import Instructions, Remark, Scope, Unread

FILE: Final = "AGENTS.md"
_DEEPEST: Final = 4


def read_instructions(path: Path, scope: Scope = Scope.PROJECT) -> Instructions | Unread:
    """Give one AGENTS.md."""
    read = read_text(path)
    if isinstance(read, Remark):
        return Unread(str(path), scope, (read,))
    return Instructions(str(path), scope, read.text, read.remarks)


def instructions(project: Path) -> tuple[list[Instructions | Unread], tuple[str, ...]]:
    """Give every AGENTS.md of a project, those in its deeper folders too, and notes on what was passed over."""
    found = walk_named(project, FILE, _DEEPEST)
    return [read_instructions(path) for path in found.files], found.notes
