"""Suggestions with placeholders that can be completed from what stands around them, with no value invented."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ferrule.facts.finding import Edit, Suggestion
from ferrule.syntax.tree import enclosing_item, leaves, parse

PLACEHOLDERS: Final = "HasPlaceholders"
_NAMED: Final = re.compile(r"/\*\s*('\w+)\s*\*/")
"""A lifetime that the compiler already knows, only in a comment: `/* 'a */`."""
_OPEN: Final = re.compile(r"(?<=<)([A-Z]\w*)(?=>>::)")
"""The open type of a qualified path: `T` of `<u32 as Into<T>>::into(`."""
_MOST_TYPES: Final = 6


def completed(suggestion: Suggestion, sources: dict[str, bytes]) -> Iterator[Suggestion]:
    """Yield the complete forms of a suggestion; none when it has no placeholder that can be filled.

    An open type is filled with the types that the item around it speaks of. Which of them is right the compiler says.

    Args:
        suggestion: as the compiler offered it.
        sources: texts by path, as the edits name them.
    """
    if suggestion.applicability != PLACEHOLDERS:
        return
    if any(_NAMED.search(edit.replacement) for edit in suggestion.edits):
        edits = tuple(replace(edit, replacement=_NAMED.sub(r"\1", edit.replacement)) for edit in suggestion.edits)
        yield replace(suggestion, edits=edits)
        return
    place = next((edit for edit in suggestion.edits if _OPEN.search(edit.replacement)), None)
    if place is None or place.path not in sources:
        return
    for name in _types_around(sources[place.path], place):
        filled = (replace(edit, replacement=_OPEN.sub(name, edit.replacement)) for edit in suggestion.edits)
        message = f"{suggestion.message}: `{name}`"
        yield replace(suggestion, message=message, edits=tuple(filled))


def _types_around(source: bytes, edit: Edit) -> list[str]:
    """Give the simple types that are written in the item, the nearest above first; suffixes of numbers count."""
    tree = parse(source)
    item = enclosing_item(tree, edit.byte_start, edit.byte_start)
    start, end = (item.start, item.end) if item else (0, len(source))
    found = [
        (abs(node.start_byte - edit.byte_start), (node.text or b"").decode("utf-8", "replace"))
        for node in leaves(tree)
        if start <= node.start_byte < end and node.type in {"primitive_type", "integer_literal", "type_identifier"}
    ]
    names = (_suffix(text) for _, text in sorted(found))
    return list(dict.fromkeys(name for name in names if name))[:_MOST_TYPES]


def _suffix(text: str) -> str:
    """Give the type of a number such as `1u32`, and a type as it is; empty for a plain number."""
    return re.sub(r"^[\d_]+", "", text) if text[:1].isdigit() else text
