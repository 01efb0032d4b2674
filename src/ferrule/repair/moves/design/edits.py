"""Edits made from parts of a file whose macros were opened."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ferrule.facts.finding import Edit
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.text import Text
from ferrule.syntax.macros import closed


def as_edits(text: Text, parts: Iterable[Part]) -> Iterator[Edit]:
    """Yield each part once as an edit of the file; what was taken from opened macros goes in as it is written."""
    for part in dict.fromkeys(parts):
        edit = text.edit(*part)
        yield replace(edit, replacement=closed(edit.replacement))
