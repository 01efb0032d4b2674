"""Rust text with its strings and comments blanked out, for looking for words in it (P05)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ferrule.repair.moves.grammar.lexemes import lexemes
from ferrule.repair.moves.grammar.phrases import plain

Part = tuple[int, int, str]
_FARTHEST: Final = 60_000
"""Bytes in which a bracket is closed, or counts as open."""
_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text, twice: as it stands, and one letter a byte without what strings and comments say."""

    source: bytes
    letters: str

    def at(self, start: int, end: int) -> str:
        """Give what stands at a byte range."""
        return self.source[start:end].decode("utf-8", "surrogateescape")

    def written(self, match: re.Match[str], group: int) -> str:
        """Give a group as the file has it; empty for one that is not there."""
        start, end = match.span(group)
        return self.at(start, end) if start >= 0 else ""

    def closing(self, opening: int) -> int:
        """Give where the bracket at a place is closed; -1 when it is not, or none stands there."""
        depth = 0
        if self.letters[opening : opening + 1] not in _PAIRS:
            return -1
        for at in range(opening, min(len(self.letters), opening + _FARTHEST)):
            depth += self.letters[at] in "([{"
            depth -= self.letters[at] in ")]}"
            if depth == 0:
                return at
        return -1

    def split(self, start: int, end: int, mark: str = ",") -> list[tuple[int, int]]:
        """Give the ranges between marks outside of brackets."""
        found, depth, last = [], 0, start
        at = start
        while at < end:
            depth += self.letters[at] in "([{"
            depth -= self.letters[at] in ")]}"
            if depth == 0 and self.letters.startswith(mark, at) and at + len(mark) <= end:
                found.append((last, at))
                at += len(mark)
                last = at
                continue
            at += 1
        return [*found, (last, end)]


def plain_of(source: bytes) -> Plain:
    """Read a text."""
    return Plain(source, plain(lexemes(source)))


def template(text: Plain, wrong: re.Pattern[str], right: str) -> Iterator[Part]:
    """Yield the edits that write a form by a template of its groups."""
    for match in wrong.finditer(text.letters):
        pieces = re.split(r"\\(\d)", right)
        pieces[1::2] = [text.written(match, int(group)) for group in pieces[1::2]]
        yield match.start(), match.end(), "".join(pieces)


def applied(source: bytes, parts: list[Part]) -> bytes:
    """Give the text with the edits, of those that overlap the first."""
    out, last = bytearray(), 0
    for start, end, words in sorted(parts):
        if start >= last:
            out += source[last:start] + words.encode("utf-8", "surrogateescape")
            last = end
    return bytes(out + source[last:])
