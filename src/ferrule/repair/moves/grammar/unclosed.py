"""A bracket that is opened and never closed (P05)."""

from collections.abc import Iterator
from itertools import chain, islice, pairwise
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import Attempt, attempt, sound
from ferrule.repair.moves.grammar.layout import missing_ends
from ferrule.repair.moves.grammar.lexemes import CLOSERS, OPENERS, Lexemes, lexemes
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE

ID: Final = "close-delimiter"
CODES: Final = frozenset({""})
_WINDOW: Final = 90
"""Tokens behind the opening one among which its end is looked for."""
_ENDS: Final = frozenset({";", ",", "{", "?", ".", "=>", "->", "=", ":", ")", "]", "}", "else", "as"})
_MOST: Final = 9


def propose(case: Case) -> Iterator[Offer]:
    """Close it where the lines or the tree say, or leave it out."""
    if "delimiter" not in case.error.message:
        return
    found = lexemes(case.text.source)
    opened = [spot.byte_start for spot in (*case.spots("unclosed delimiter"), *case.spots("might not be properly"))]
    wrong = [spot.byte_start for spot in case.spots("mismatched closing delimiter")]
    numbers = [at for at in map(found.at, dict.fromkeys(opened)) if _is(found, at, OPENERS)]
    attempts = [_swapped(found, at, found.at(end)) for at in numbers for end in wrong]
    attempts += [_left_out(found, at) for at in numbers]
    attempts.append(_by_lines(found))
    attempts += [_closed(found, at) for at in reversed(numbers)]
    yield from sound(case, chain.from_iterable(attempts), _MOST)


def _is(found: Lexemes, at: int, marks: dict[str, str]) -> bool:
    return at < len(found.all) and found.all[at].text in marks


def _swapped(found: Lexemes, at: int, end: int) -> Iterator[Attempt]:
    """Yield the other kind of closing mark on the line of the opening one."""
    if _is(found, end, CLOSERS) and found.all[end].row == found.all[at].row:
        right = OPENERS[found.all[at].text]
        start, stop = found.all[end].start, found.all[end].end
        yield attempt(LIKELY, f"`{right}` closes what was opened, not `{found.all[end].text}`", (start, stop, right))


def _left_out(found: Lexemes, at: int) -> Iterator[Attempt]:
    """Yield the line with one mark less where two of the same kind stand side by side."""
    row = found.all[at].row
    for one, two in pairwise(found.all[max(0, at - 1) : at + _WINDOW]):
        if one.row == row and one.text == two.text and one.text in OPENERS and one.end == two.start:
            yield attempt(SURE, f"`{one.text}` stands there twice: leave one out", (one.start, one.end, ""))


def _by_lines(found: Lexemes) -> Iterator[Attempt]:
    for place, text in islice(missing_ends(found), 3):
        yield attempt(LIKELY, "a block is not closed where its lines end", (place, place, text))


def _closed(found: Lexemes, at: int) -> Iterator[Attempt]:
    """Yield the closing mark at the ends of tokens, those where a list or a call often ends first."""
    closer = OPENERS[found.all[at].text]
    places = list(range(at + 1, min(_last(found, at) + 1, len(found.all))))
    message = f"`{found.all[at].text}` is not closed: `{closer}` is missing"
    likely = [n for n in places if n == len(found.all) - 1 or found.all[n + 1].leads or found.all[n + 1].text in _ENDS]
    for chosen, rank in ((reversed(likely), LIKELY), (reversed([n for n in places if n not in likely]), POSSIBLE)):
        for number in chain(chosen, (at,) if rank == POSSIBLE else ()):
            end = found.all[number].end
            space = " " if closer == "}" else ""
            yield attempt(rank, message, (end, end, space + closer))
    here = found.all[at]
    yield attempt(POSSIBLE, f"`{here.text}` is too much here", (here.start, here.end, ""))


def _last(found: Lexemes, at: int) -> int:
    """Give the last token of the lines that belong to the opening mark: those which are indented further."""
    indent, number = found.indent(found.all[at]), at
    for number in range(at + 1, min(at + _WINDOW, len(found.all))):
        one = found.all[number]
        if one.leads and found.indent(one) <= indent and one.text not in {")", "]", ";"}:
            return number - 1
    return number
