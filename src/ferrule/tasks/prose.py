"""A command's text in pieces that can be judged: sentences, and lines of code, each with what leads to it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ferrule.tasks.lines import Line, LineKind, classified

_END: Final = re.compile(r"[.!?][\"')*_]*(?=\s+[\"'(*_`\W]*[A-Z0-9\u00c0-\uffff]|\s*$)|[\u3002\uff01\uff1f]")
_CODE_SPAN: Final = re.compile(r"(`+)(?:(?!\1).)+\1")
_LONGEST: Final = 2000
_DENIED: Final = re.compile(r"(?:disallowed|denied|forbidden)[-_]?tools?\s*:", re.IGNORECASE)
_KEY: Final = re.compile(r"[\w-]+\s*:")
_COMMENT: Final = re.compile(r"\s*(?:#|//|--\s|::\s|REM\s)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence, or one line of code."""

    text: str
    lines: tuple[tuple[int, int], ...]
    """Where in the text a line of the file begins, and its number."""
    is_code: bool = False
    leads: tuple[str, ...] = ()
    """Headings and sentences before it that may speak of it, the nearest last."""

    def line(self, at: int) -> int:
        """Give the line of an offset."""
        return self.lines[max(0, bisect_right(self.lines, (at, 1 << 60)) - 1)][1]


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text in their order, front matter and comments as well."""
    reader = _Reader()
    for line in classified(text.removeprefix("\ufeff")).all:
        yield from reader.read(line)
    yield from reader.end()


class _Reader:
    """What leads to the next piece, and the paragraph that is not at its end."""

    def __init__(self) -> None:
        self.heading = ""
        self.said: list[tuple[int, str]] = []
        """Sentences that end with a colon, each with the column of its paragraph."""
        self.noted = ""
        """The comment above a line of code."""
        self.paragraph: list[Line] = []
        self.before = LineKind.BLANK
        self.is_denied = False

    def read(self, line: Line) -> Iterator[Piece]:
        """Yield what is complete with this line."""
        if line.kind in {LineKind.FENCE, LineKind.CODE}:
            yield from self.end()
            yield from self._code(line)
        elif line.kind is LineKind.FRONT:
            yield from self._front(line)
        elif line.kind is LineKind.HEADING:
            yield from self.end()
            self.said.clear()
            self.heading = line.words
            yield from self._sentences([line])
        elif line.kind in {LineKind.BLANK, LineKind.RULE}:
            yield from self.end()
        else:
            if line.kind is LineKind.ITEM or line.text.lstrip().startswith(("|", ">")):
                yield from self.end()
            self.paragraph.append(line)
        self.before = line.kind

    def end(self) -> Iterator[Piece]:
        """Yield the sentences of the paragraph that ends here."""
        found, self.paragraph = self.paragraph, []
        if found:
            yield from self._sentences(found)

    def _sentences(self, lines: list[Line]) -> Iterator[Piece]:
        first = lines[0]
        if first.kind is LineKind.ITEM:
            self.said = [
                one for one in self.said if one[0] < first.indent or (one[0] == first.indent and one[1][0] == "p")
            ]
        elif first.kind is not LineKind.HEADING:
            self.said = [one for one in self.said if one[0] < first.indent]
        leads = (self.heading, *(words[1:] for _, words in self.said)) if first.kind is not LineKind.HEADING else ()
        for text, places in _cut(lines):
            yield Piece(text, places, leads=leads)
            if text.rstrip(" *_").endswith((":", "\uff1a")):
                self.said.append((first.indent, ("i" if first.kind is LineKind.ITEM else "p") + text))

    def _code(self, line: Line) -> Iterator[Piece]:
        if line.kind is LineKind.FENCE:
            self.noted = ""
            return
        leads = (self.heading, *(words[1:] for at, words in self.said if at <= line.indent))
        if _COMMENT.match(line.text):
            self.noted = line.text
        elif not line.text.strip():
            self.noted = ""
        else:
            yield Piece(line.text[:_LONGEST], ((0, line.number),), is_code=True, leads=(*leads, self.noted))

    def _front(self, line: Line) -> Iterator[Piece]:
        """Yield a line of the front matter, unless it forbids tools."""
        if _KEY.match(line.text):
            self.is_denied = bool(_DENIED.match(line.text))
        if not self.is_denied and line.text.strip() not in {"---", "..."}:
            yield from self._sentences([line])


def _cut(lines: Iterable[Line]) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield the sentences of a paragraph, each with its lines."""
    text, starts = "", []
    for line in lines:
        words = line.words or line.text.strip()
        starts.append((len(text), line.number))
        text += f"{words} "
    spans = [span.span() for span in _CODE_SPAN.finditer(text)]
    ends = (one.end() for one in _END.finditer(text) if not any(a < one.start() < b for a, b in spans))
    begin = 0
    for end in (*ends, len(text)):
        for first in range(begin, end, _LONGEST):
            part = text[first : min(end, first + _LONGEST)]
            if part.strip():
                near = [one for one in starts if one[0] <= first][-1:] + [one for one in starts if first < one[0] < end]
                yield part, tuple((max(0, at - first), number) for at, number in near)
        begin = end
