"""Edits that might make broken text parse, tried on the syntax tree before anybody compiles them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeAlias

from ferrule.facts.finding import Phase
from ferrule.repair.moves.case import Case, Offer
from ferrule.syntax.tree import faults, mends

Part: TypeAlias = tuple[int, int, str]
"""Byte start, byte end and the new text."""
_PARSED: Final = re.compile(
    r"^(?:un)?expected |^missing |^unknown (?:start|prefix)|^mismatched |^un(?:closed|terminated|matched)"
    r"|^no rules expected"
    r"|, found |^`?\S+`? is not a valid |^invalid |^incorrect |^leading |^trailing |^this file contains|^comparison op"
    r"|^chained |^prefix |^found |^struct literals? |^an? `?\S+`? (?:block|expression|statement)|^format argument must"
)
"""Words of the parser; what the grammar takes and what reads in another way was judged by its meaning."""
_TRIED: Final = 64
"""Attempts that are parsed for one error: a tree of 6,000 lines takes a millisecond."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One edit of the file of the error."""

    rank: int
    message: str
    parts: tuple[Part, ...]


def attempt(rank: int, message: str, *parts: Part) -> Attempt:
    """Give an attempt of these edits."""
    return Attempt(rank, message, parts)


def is_syntax(case: Case) -> bool:
    """Say whether the parser itself made the error: of others without a code the text is sound."""
    if case.error.phase is not Phase.PARSE:
        return case.error.message.startswith("expected type, found ")
    return _PARSED.search(case.error.message) is not None or faults(case.text.source) > 0


def sound(case: Case, attempts: Iterable[Attempt], most: int) -> Iterator[Offer]:
    """Yield the attempts after which the text has fewer faults, `most` of them; those that leave none come first.

    Where the grammar finds no fault although the compiler does, as inside of a macro call, all that make none pass.
    """
    source = case.text.source
    whole: list[Attempt] = []
    better: list[Attempt] = []
    seen = {source}
    for one in islice(attempts, _TRIED):
        text = edited(source, one.parts)
        if text in seen or len(whole) >= most:
            continue
        seen.add(text)
        if mends(source, text):
            (better if faults(text) else whole).append(one)
    for one in [*whole, *better][:most]:
        yield case.replace(one.rank, one.message, *one.parts)


def edited(source: bytes, parts: Iterable[Part]) -> bytes:
    """Give the text with these edits, which do not overlap."""
    for start, end, new in sorted(parts, reverse=True):
        source = b"".join((source[:start], new.encode(), source[end:]))
    return source
