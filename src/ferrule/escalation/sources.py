"""The sources of a workspace as the compiler saw them, read through an overlay."""

from dataclasses import dataclass, field
from pathlib import Path

from ferrule.edits.changes import content, located
from ferrule.errors import SourceChanged
from ferrule.facts.repair import Changes


@dataclass(frozen=True, slots=True)
class Sources:
    """A tree of sources, and the compiler that reads it."""

    root: Path
    changes: Changes
    toolchain: str = ""
    known: dict[str, bytes | None] = field(default_factory=dict, compare=False, repr=False)
    """What was read of it so far, by path: one error is looked at from many sides."""


def text_of(path: str, sources: Sources) -> bytes | None:
    """Give what a file holds; None when it lies outside of the workspace or cannot be read."""
    if path not in sources.known:
        sources.known[path] = _read(path, sources)
    return sources.known[path]


def line_of(text: bytes, offset: int) -> int:
    """Give the line of a byte, from 1."""
    return text.count(b"\n", 0, offset) + 1


def _read(path: str, sources: Sources) -> bytes | None:
    place = located(sources.root, path)
    if not place.is_relative_to(sources.root):
        return None
    try:
        return content(place, sources.changes)
    except SourceChanged:
        return None
