"""A phrase of another language, or with its words in another order (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import Attempt, Part, attempt, is_syntax, sound
from ferrule.repair.moves.grammar.lexemes import Lexemes, lexemes
from ferrule.repair.moves.grammar.phrase_book import HYPHENATED, NESTED, PHRASES, Phrase
from ferrule.repair.moves.move import SURE

ID: Final = "rust-phrase"
CODES: Final = frozenset({""})
_ABOVE, _BELOW = 2, 2
"""Lines around the error in which the phrase may stand."""
_LONGEST: Final = 2_000
"""Bytes of those lines; nobody writes longer ones by hand."""
_MOST: Final = 3
_OTHERS: Final = re.compile(r"cannot be mutable|cannot be nested|comma after the base struct")
"""Words of errors in text that parses all the same."""


def propose(case: Case) -> Iterator[Offer]:
    """Write the phrase near the error as Rust writes it: everywhere, when it was taken for right everywhere."""
    if not is_syntax(case) and _OTHERS.search(case.error.message) is None:
        return
    found = lexemes(case.text.source)
    start, end = _lines(case)
    if end - start > _LONGEST:
        return
    text = plain(found)
    yield from sound(case, _attempts(case, text, start, end), _MOST)


def _lines(case: Case) -> tuple[int, int]:
    """Give the lines around the error."""
    source = case.text.source
    start, end = case.spot.byte_start, case.spot.byte_start
    for _ in range(_ABOVE + 1):
        start = source.rfind(b"\n", 0, max(start, 0))
    for _ in range(_BELOW + 1):
        following = source.find(b"\n", end + 1)
        end = len(source) if following < 0 else following
    return max(start + 1, 0), end


def plain(found: Lexemes) -> str:
    """Give the text, one letter a byte, with strings and comments as blanks and underscores."""
    text = bytearray(b"_" * len(found.source))
    last = 0
    for one in found.all:
        gap = found.source[last : one.start]
        text[last : one.start] = gap if not gap.strip() else re.sub(rb"[^\n]", b" ", gap)
        if one.kind != "text":
            text[one.start : one.end] = found.source[one.start : one.end]
        last = one.end
    text[last:] = re.sub(rb"[^\n]", b" ", found.source[last:])
    return text.decode("latin-1")


def _attempts(case: Case, plain: str, start: int, end: int) -> Iterator[Attempt]:
    if "nested" in case.error.message:
        for match in NESTED.finditer(plain, case.spot.byte_start, end):
            yield attempt(SURE, "a variant has no keyword", (match.start(), match.end(), ""))
            return
    for phrase in PHRASES:
        near = [match for match in phrase.wrong.finditer(plain, start, end) if match.end() > match.start()]
        if not near:
            continue
        every = [_part(case, phrase, match) for match in phrase.wrong.finditer(plain)]
        if len(every) > len(near):
            yield attempt(SURE, phrase.message, *every)
        if len(near) > 1:
            yield attempt(SURE, phrase.message, *(_part(case, phrase, match) for match in near))
        for match in sorted(near, key=lambda one: abs(one.start() - case.spot.byte_start)):
            yield attempt(SURE, phrase.message, _part(case, phrase, match))
    for match in HYPHENATED.finditer(plain, start, end):
        name = match[1]
        same = re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", plain)
        yield attempt(
            SURE, f"`{name}` is no name: `-` takes away", *((o.start(), o.end(), name.replace("-", "_")) for o in same)
        )


def _part(case: Case, phrase: Phrase, match: re.Match[str]) -> Part:
    """Give the edit: the template with the groups as they stand in the file, strings included."""

    def written(group: re.Match[str]) -> str:
        start, end = match.span(group["name"] or int(group["number"]))
        return case.text.at(start, end) if start >= 0 else ""

    right = re.sub(r"\\(?:(?P<number>\d)|g<(?P<name>\w+)>)", written, phrase.right)
    return match.start(), match.end(), right
