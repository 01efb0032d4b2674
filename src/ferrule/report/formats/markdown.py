"""A report that fits a pull-request comment or a step's summary; what does not fit is counted."""

from collections.abc import Callable, Iterator
from typing import Final

from ferrule.facts.finding import Level
from ferrule.facts.sheet import Sheet
from ferrule.report.formats.markdown_parts import Part, edit_parts, head, problem_parts, question_parts, tail
from ferrule.report.sheets.problems import counted

COMMENT: Final = 65_536
"""Characters that GitHub takes for one comment."""
_FOR_LAST_WORDS: Final = 400


def markdown(sheet: Sheet) -> Iterator[str]:
    """Give the report within the size of a comment."""
    return fitted(sheet, COMMENT, len)


def summary(sheet: Sheet, most: int) -> Iterator[str]:
    """Give the report within so many bytes of UTF-8; nothing where not even its head fits."""
    return fitted(sheet, most, lambda text: len(text.encode("utf-8", "replace")))


def fitted(sheet: Sheet, most: int, size: Callable[[str], int]) -> Iterator[str]:
    """Give verdict and rows, then what fits of findings, repairs and questions, then totals.

    A part is given whole, or in its short form, or it is counted; after the first that does not fit, all others of
    its kind are counted.
    """
    first, last = head(sheet), tail(sheet)
    room = most - size(first) - size(last) - _FOR_LAST_WORDS
    if room < 0:
        return
    yield first
    cut = []
    kinds = ((question_parts, "question"), (problem_parts, "finding"), (edit_parts, "repaired file"))
    for parts, name in kinds:
        kept = _Room(room, size)
        yield from kept.take(parts(sheet))
        room = kept.left
        cut += [(kept.cut, name)] if kept.cut else []
    if cut:
        words = " and ".join(counted(count, name) for count, name in cut)
        errors = sum(one.finding.level is Level.ERROR for one in sheet.problems)
        yield f"**Left out here for want of room: {words}** ({counted(errors, 'error')} in all).\n\n"
    yield last


class _Room:
    """What is left of the room, and how many parts did not fit."""

    def __init__(self, left: int, size: Callable[[str], int]) -> None:
        self.left = left
        self.cut = 0
        self._size = size

    def take(self, parts: Iterator[Part]) -> Iterator[str]:
        """Give what fits."""
        full = False
        for part in parts:
            text = "" if full else self._fitting(part)
            full = full or not text
            self.cut += full
            if text:
                self.left -= self._size(text)
                yield text

    def _fitting(self, part: Part) -> str:
        for make in (part.whole, part.short):
            text = make()
            if self._size(text) <= self.left:
                return text
        return ""
