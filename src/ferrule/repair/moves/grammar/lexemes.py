"""Tokens of text that may not parse, read without a grammar (P05)."""

import functools
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

OPENERS: Final = {"(": ")", "[": "]", "{": "}"}
CLOSERS: Final = {closer: opener for opener, closer in OPENERS.items()}
_LEXEME: Final = re.compile(
    rb"""
    (?P<blank>\s+|//[^\n]*)
    |(?P<comment>/\*)
    |(?P<text>[bc]?r(?P<marks>\#*)"(?s:.*?)"(?P=marks)|[bc]?"(?:[^"\\]|\\(?s:.))*"
        |b?'(?:[^'\\\n]|\\[^\n'][^'\n]{0,12}|\\')')
    |(?P<lifetime>'[A-Za-z_]\w*)
    |(?P<number>\d\w*(?:\.\d\w*)?)
    |(?P<word>(?:r\#)?[A-Za-z_\x80-\xff][\w\x80-\xff]*)
    |(?P<mark><<=|>>=|\.\.\.|\.\.=|::|->|=>|==|!=|<=|>=|&&|\|\||\+=|-=|\*=|/=|%=|\^=|&=|\|=|\.\.|(?s:.))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One token."""

    text: str
    kind: str
    """text (of a string or a character), lifetime, number, word or mark."""
    start: int
    end: int
    """Byte offsets, the end exclusive."""
    row: int
    """Its line, from 0."""
    leads: bool
    """It is the first token of its line."""


@dataclass(frozen=True, slots=True)
class Lexemes:
    """All tokens of a text, in order, without comments."""

    source: bytes
    all: tuple[Lexeme, ...]
    starts: tuple[int, ...]

    def at(self, byte: int) -> int:
        """Give the number of the first token that starts at a byte or behind it; their count where there is none."""
        return bisect_left(self.starts, byte)

    def around(self, byte: int) -> int:
        """Give the number of the token that holds a byte, else of the next one."""
        number = self.at(byte)
        if number and self.all[number - 1].end > byte:
            return number - 1
        return number

    def indent(self, lexeme: Lexeme) -> int:
        """Give how many blanks the line of a token begins with."""
        line = self.source[self.source.rfind(b"\n", 0, lexeme.start) + 1 : lexeme.end]
        return len(line) - len(line.lstrip(b" \t"))

    def line_end(self, byte: int) -> int:
        """Give where the line of a byte ends, its line break not included."""
        end = self.source.find(b"\n", byte)
        end = len(self.source) if end < 0 else end
        return end - 1 if self.source[end - 1 : end] == b"\r" and end > byte else end


@functools.lru_cache(maxsize=4)
def lexemes(source: bytes) -> Lexemes:
    """Give the tokens of a text; a quote or a comment without its end is a mark, and what follows is read as code."""
    found: list[Lexeme] = []
    at, row, last = 0, 0, -1
    while (match := _LEXEME.match(source, at)) is not None and at < len(source):
        end = _comment_end(source, at) if match.lastgroup == "comment" else match.end()
        kind = "comment" if match["comment"] and end > match.end() else match.lastgroup or "mark"
        kind = "text" if match["text"] else kind
        if kind not in {"blank", "comment"} or (match["comment"] and end == match.end()):
            text = source[at:end].decode("utf-8", "replace")
            found.append(Lexeme(text, "mark" if match["comment"] else kind, at, end, row, row != last))
            last = row
        row += source.count(b"\n", at, end)
        last = row if kind == "text" else last
        at = end
    return Lexemes(source, tuple(found), tuple(one.start for one in found))


def _comment_end(source: bytes, at: int) -> int:
    """Give where a block comment ends, which may hold others; behind its opening where it has no end."""
    depth = 0
    for mark in re.finditer(rb"/\*|\*/", source[at:]):
        depth += 1 if mark[0] == b"/*" else -1
        if not depth:
            return at + mark.end()
    return at + 2
