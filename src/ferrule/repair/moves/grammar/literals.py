"""A string, character or comment that has no end (P05)."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import Attempt, attempt, is_syntax, sound
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE

ID: Final = "close-literal"
CODES: Final = frozenset({"", "E0748", "E0758", "E0762", "E0763", "E0765", "E0766"})
_TAIL: Final = re.compile(rb"[)\]};,?.{ \t\r]*(?://[^\n]*)?$")
"""What may stand behind a literal at the end of its line."""
_LITERAL: Final = re.compile(rb'(?:b?"(?:[^"\\]|\\.)*"|b?\'(?:[^\'\\]|\\[^\']+|\\\')\'|//.*)')
_CHARACTER: Final = re.compile(rb"b?'(?:\\(?:x\w\w|u\{\w+\}|.)|[^\\'\n][\x80-\xbf]*)(?!')")
_RAW: Final = re.compile(rb'[bc]?r(#*)"')
_MOST_LINES: Final = 4
_MOST: Final = 6


def propose(case: Case) -> Iterator[Offer]:
    """End it on its line, before the marks with which statements and calls end."""
    if not case.code and not (is_syntax(case) and "prefix" in case.error.message):
        return
    source, at = case.text.source, case.spot.byte_start
    if case.code == "E0758":
        attempts = _comments(source, at)
    elif case.code == "E0748":
        attempts = _raw(source, at)
    elif case.code in {"E0762", "E0763"}:
        attempts = chain(_characters(source, at), _strings(source))
    else:
        attempts = _strings(source)
    yield from sound(case, attempts, _MOST)


def _comments(source: bytes, at: int) -> Iterator[Attempt]:
    end = _line_end(source, at)
    block = end
    while (after := source[block + 1 : _line_end(source, block + 1)].strip()).startswith(b"*"):
        block = _line_end(source, block + 1)
        if after.startswith(b"*/"):
            break
    for place in dict.fromkeys((block, end, len(source.rstrip()))):
        yield attempt(LIKELY, "the comment has no end: end it here", (place, place, " */"))


def _raw(source: bytes, at: int) -> Iterator[Attempt]:
    opening = _RAW.search(source, max(0, at - 1))
    if opening is not None:
        marks = opening[1].decode()
        for quote in re.finditer(rb'"#*', source[opening.end() :]):
            start, end = (opening.end() + place for place in quote.span())
            yield attempt(SURE, f'the raw string ends with `"{marks}`', (start, end, '"' + marks))
        for place in _ends(source, opening.end()):
            yield attempt(LIKELY, "the raw string has no end: end it here", (place, place, '"' + marks))


def _characters(source: bytes, at: int) -> Iterator[Attempt]:
    found = _CHARACTER.match(source, at)
    if found is not None:
        yield attempt(SURE, "the character has no second quote", (found.end(), found.end(), "'"))
    start, end = source.find(b"'", at), _line_end(source, at)
    if 0 <= start < end:
        for place in _ends(source, start + 1):
            message = "text of several characters stands in double quotes"
            yield attempt(POSSIBLE, message, (start, start + 1, '"'), (place, place, '"'))


def _strings(source: bytes) -> Iterator[Attempt]:
    """Yield the ends of lines with a quote too many: the compiler names the last quote, the fault may be far above."""
    odd = 0
    for line in re.finditer(rb"[^\n]+", source):
        rest = _LITERAL.sub(lambda found: b" " * len(found[0]), line[0])
        quote = rest.find(b'"')
        if quote < 0 or odd >= _MOST_LINES:
            continue
        odd += 1
        start = line.start() + quote
        for place in _ends(source, start + 1):
            yield attempt(SURE, "the string has no end: end it here", (place, place, '"'))
        for word in re.finditer(rb"(?<=[(,= ])[^\s(,=]", line[0][:quote]):
            place = line.start() + word.start()
            yield attempt(POSSIBLE, "the string has no beginning: begin it here", (place, place, '"'))
        yield attempt(POSSIBLE, "this quote belongs to no string", (start, start + 1, ""))


def _ends(source: bytes, at: int) -> Iterator[int]:
    """Yield where text that starts at a byte may end on its line: before all that may follow it, then before less."""
    end = _line_end(source, at)
    tail = _TAIL.search(source[at:end])
    first = at + tail.start() if tail is not None else end
    marks = [place for place in range(first, end) if source[place : place + 1] not in {b" ", b"\t"}]
    lists = [at + comma.start() for comma in re.finditer(rb", ", source[at:first])][:3]
    yield from dict.fromkeys((first, *lists, *marks, end))


def _line_end(source: bytes, at: int) -> int:
    end = source.find(b"\n", at)
    end = len(source) if end < 0 else end
    return end - 1 if source[max(at, end - 1) : end] == b"\r" else end
