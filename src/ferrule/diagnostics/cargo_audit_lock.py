"""The crates that a Cargo.lock names, and on which line each stands."""

import re
from dataclasses import dataclass

_PACKAGE = re.compile(
    r'^\[\[package\]\]\r?\nname = "(?P<name>[^"\n]+)"\r?\nversion = "(?P<version>[^"\n]+)"(?P<source>\r?\nsource = ")?',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Locked:
    """One crate of the lock."""

    name: str
    version: str
    line: int
    """Where its name stands, counted from 1."""
    is_foreign: bool
    """It comes from a registry or a git repository, not from the workspace or a folder beside it."""


def locked_crates(text: str) -> tuple[Locked, ...]:
    """Give the crates of a lock in its order; what is no package entry is passed over."""
    found: list[Locked] = []
    line, counted = 1, 0
    for entry in _PACKAGE.finditer(text):
        line += text.count("\n", counted, entry.start())
        counted = entry.start()
        found.append(Locked(entry["name"], entry["version"], line + 1, entry["source"] is not None))
    return tuple(found)


def line_of(crates: tuple[Locked, ...], name: str, version: str) -> int | None:
    """Give the line on which a crate stands; None when the lock does not name it."""
    return next((crate.line for crate in crates if (crate.name, crate.version) == (name, version)), None)
