"""The lines of a Markdown text, each told apart: heading, list item, code, comment, front matter or plain words."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

_PARTS: Final = re.compile(r"([^\r\n]*)(\r\n|\r|\n)|([^\r\n]+)")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)(.*)")
_ITEM: Final = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])(?:([ \t]+)(.*)|$)")
_FENCE: Final = re.compile(r"[ \t>]*(?P<item>[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)")
_CLOSING: Final = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*")
_RULE: Final = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*")
_TAB: Final = 4
_CODE_INDENT: Final = 4
_NESTED: Final = 2


class LineKind(Enum):
    """What a line is."""

    BLANK = auto()
    TEXT = auto()
    ITEM = auto()
    HEADING = auto()
    RULE = auto()
    """A line across the page, or the one that is drawn under a heading."""
    FENCE = auto()
    """The first line of a block of code."""
    CODE = auto()
    """The other lines of such a block, the mark that closes it included."""
    COMMENT = auto()
    FRONT = auto()
    """Of the front matter, its marks included."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line."""

    number: int
    """From 1."""
    text: str
    end: str
    """Its line end; empty on a last line without one."""
    kind: LineKind
    indent: int = 0
    """In columns, up to its first character."""
    words: str = ""
    """The title of a heading, the text of an item behind its mark, what stands behind the first mark of a fence."""
    level: int = 0
    """Of a heading, from 1."""
    inner: int = 0
    """Of an item: the column where its text begins."""

    @property
    def whole(self) -> str:
        """The line as it stands in the file."""
        return self.text + self.end


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a text."""

    all: tuple[Line, ...]
    unclosed: int = 0
    """The line of a block of code or a comment that is never closed; 0 when there is none."""


def classified(text: str) -> Lines:
    """Give the lines of a text. Never raises; put together again they are the text."""
    return _Reading([(one[1] or one[3] or "", one[2] or "") for one in _PARTS.finditer(text)]).lines()


class _Reading:
    """A text that is being read, line by line."""

    def __init__(self, parts: list[tuple[str, str]]) -> None:
        self.parts = parts
        self.marks = [at for at, (text, _) in enumerate(parts) if _CLOSING.fullmatch(text)]
        self.comment_ends = [at for at, (text, _) in enumerate(parts) if "-->" in text]
        self.hopeless: dict[str, int] = {}
        """From which length on a mark finds nothing that closes it."""
        self.found: list[Line] = []
        self.inner = 0
        """The column of the text of the list item that is open; 0 for none."""
        self.unclosed = 0

    def lines(self) -> Lines:
        """Give them; the order of the questions is that of Markdown."""
        self._take_front()
        while len(self.found) < len(self.parts):
            at = len(self.found)
            text = self.parts[at][0]
            if fence := _FENCE.fullmatch(text):
                last = self._fence_end(at, fence)
                self._add(LineKind.FENCE, fence["info"].strip())
                self._take(at + 1, last, LineKind.CODE)
            elif text.lstrip(" ").startswith("<!--") and _indent(text) < _CODE_INDENT:
                self._take(at, self._comment_end(at), LineKind.COMMENT)
            else:
                self._take_plain(at)
        return Lines(tuple(self.found), self.unclosed)

    @property
    def _before(self) -> LineKind:
        return self.found[-1].kind if self.found else LineKind.BLANK

    def _take_front(self) -> None:
        if self.parts and self.parts[0][0].rstrip() == "---":
            ends = (at for at in range(1, len(self.parts)) if self.parts[at][0].rstrip() in {"---", "..."})
            self._take(0, next(ends, -1), LineKind.FRONT)

    def _take(self, first: int, last: int, kind: LineKind) -> None:
        """Take the lines of one kind."""
        for _ in range(first, last + 1):
            self._add(kind)

    def _fence_end(self, at: int, fence: re.Match[str]) -> int:
        """Give the line that ends a block of code: its mark, or the last one of the list item that it stands in."""
        indent, mark = _indent(self.parts[at][0]), fence["mark"]
        closing = self._closing(at, mark)
        if fence["item"] or (self.inner and indent >= min(self.inner, _NESTED)):
            edge = max(1, min(indent, self.inner))
            for place in range(at + 1, closing or len(self.parts)):
                text = self.parts[place][0]
                if _indent(text) < edge and (_HEADING.fullmatch(text) or _ITEM.fullmatch(text)):
                    return place - 1
        if not closing:
            self.unclosed = self.unclosed or at + 1
        return closing or len(self.parts) - 1

    def _closing(self, at: int, mark: str) -> int:
        """Give the line of the mark that closes another one; 0 when there is none."""
        if len(mark) >= self.hopeless.get(mark[0], len(mark) + 1):
            return 0
        for number in range(bisect_right(self.marks, at), len(self.marks)):
            place = self.marks[number]
            if self.parts[place][0].lstrip(" \t>").startswith(mark):
                return place
        self.hopeless[mark[0]] = len(mark)
        return 0

    def _comment_end(self, at: int) -> int:
        place = bisect_left(self.comment_ends, at)
        if place < len(self.comment_ends):
            return self.comment_ends[place]
        self.unclosed = self.unclosed or at + 1
        return len(self.parts) - 1

    def _take_plain(self, at: int) -> None:
        text = self.parts[at][0]
        if not text.strip():
            self._add(LineKind.BLANK)
        elif (heading := _HEADING.fullmatch(text)) and not (self.inner and _indent(text)):
            self.inner = 0
            self._add(LineKind.HEADING, _title(heading[2]), level=len(heading[1]))
        elif _RULE.fullmatch(text) or (self._is_drawn_under() and _UNDERLINE.fullmatch(text)):
            self.inner = self.inner if _indent(text) >= self.inner else 0
            self._add(LineKind.RULE)
        elif item := _ITEM.fullmatch(text):
            self.inner = _indent(item[1] + " " * len(item[2]) + (item[3] or " ") + "x")
            self._add(LineKind.ITEM, item[4] or "", inner=self.inner)
        else:
            self._take_words(at)

    def _take_words(self, at: int) -> None:
        """Take a line of words, which the line below it may make a heading."""
        text = self.parts[at][0]
        if self._before is LineKind.BLANK and not _indent(text):
            self.inner = 0
        below = _UNDERLINE.fullmatch(self.parts[at + 1][0]) if at + 1 < len(self.parts) else None
        begins = self._before not in {LineKind.TEXT, LineKind.ITEM}
        if below and begins and not self.inner and _indent(text) < _CODE_INDENT:
            self._add(LineKind.HEADING, text.strip(), level=1 if "=" in below[1] else 2)
        else:
            self._add(LineKind.TEXT, text.strip())

    def _is_drawn_under(self) -> bool:
        """Say whether the line before is a heading without a mark of its own, or words."""
        if not self.found or self.found[-1].kind not in {LineKind.TEXT, LineKind.HEADING}:
            return False
        return not self.inner and not self.found[-1].text.lstrip().startswith("#")

    def _add(self, kind: LineKind, words: str = "", *, level: int = 0, inner: int = 0) -> None:
        text, end = self.parts[len(self.found)]
        self.found.append(Line(len(self.found) + 1, text, end, kind, _indent(text), words, level, inner))


def _title(text: str) -> str:
    """Give a heading's words without the marks that may close it."""
    title = text.strip()
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else title


def _indent(text: str) -> int:
    """Give the column of the first character, tabs counted to every fourth."""
    return len(text[: len(text) - len(text.lstrip(" \t"))].expandtabs(_TAB))
