"""How the repository itself wants to be linted and committed: its alias, and what its commands ask for."""

import os
from pathlib import Path
from typing import Final

from ferrule.flow.project import project_of
from ferrule.flow.tasks.memo_text import LARGEST, read_within
from ferrule.tasks.instructions import demands, lint_command_named
from ferrule.workspace.cargo_settings import aliases

_FOLDER: Final = ".claude/commands"
_USUAL: Final = ("xlint", "lint")
_CARGO: Final = "cargo"
_SHOWN: Final = 5


def own_lint(root: Path) -> tuple[str, str]:
    """Give the Cargo alias by which the repository lints, and the file that names it; empty words: it has none.

    An alias counts where `.cargo/config.toml` defines it: a text alone names no program that ferrule would start.
    """
    known = aliases(root)
    source, text = own_text(root, "lint")
    words = lint_command_named(text).split()
    if words[:1] == [_CARGO] and len(words) > 1 and words[1] in known:
        return words[1], source
    return next(((name, ".cargo/config.toml") for name in _USUAL if name in known), ("", ""))


def asked_by(root: Path, command: str) -> str:
    """Give what the repository's own `lint.md` or `commit.md` asks for that ferrule does not do; empty: nothing.

    It is shown and never run (E08, E09).
    """
    source, text = own_text(root, command)
    found = demands(text)
    if not found:
        return ""
    shown = "; ".join(f"line {one.line} {one.why}: {one.words}" for one in found[:_SHOWN])
    return f"{source} asks for what ferrule does not do: {shown}"


def own_text(root: Path, command: str) -> tuple[str, str]:
    """Give the nearest file of the repository with that command, relative to the root, and its text; else nothing."""
    top = project_of(root)
    for folder in dict.fromkeys((root, top)):
        path = folder / _FOLDER / f"{command}.md"
        found = read_within(top, path) if os.path.lexists(path) else ""
        if isinstance(found, bytes):
            return os.path.relpath(path, root), found[:LARGEST].decode("utf-8", "replace")
    return "", ""
