"""A bracket that is closed and was never opened (P05)."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import Attempt, attempt, is_syntax, sound
from ferrule.repair.moves.grammar.layout import missing_starts
from ferrule.repair.moves.grammar.lexemes import CLOSERS, Lexemes, lexemes
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE

ID: Final = "open-delimiter"
CODES: Final = frozenset({""})
_LABELS: Final = ("missing open", "different indentation", "unexpected closing")
_WINDOW: Final = 40
_MOST: Final = 8


def propose(case: Case) -> Iterator[Offer]:
    """Leave it out, or open it where the line or the indentation says."""
    if not is_syntax(case):
        return
    found = lexemes(case.text.source)
    places = dict.fromkeys(found.at(spot.byte_start) for label in _LABELS for spot in case.spots(label))
    closers = [at for at in places if 0 < at < len(found.all) and found.all[at].text in CLOSERS]
    attempts = [_doubled(found, at) for at in closers]
    if closers or "`{`" in case.error.message:
        attempts.append(_blocks(found, case.spot.byte_start))
    attempts += [chain(_opened(found, at), _left_out(found, at)) for at in closers]
    yield from sound(case, chain.from_iterable(attempts), _MOST)


def _doubled(found: Lexemes, at: int) -> Iterator[Attempt]:
    here, before = found.all[at], found.all[at - 1]
    if here.text == before.text and here.start == before.end:
        yield attempt(SURE, f"`{here.text}` stands there twice: leave one out", (before.end, here.end, ""))


def _blocks(found: Lexemes, at: int) -> Iterator[Attempt]:
    for end in sorted(missing_starts(found), key=lambda end: abs(end - at))[:_WINDOW]:
        yield attempt(LIKELY, "a block is not opened before its lines", (end, end, " {"))


def _opened(found: Lexemes, at: int) -> Iterator[Attempt]:
    """Yield the opening mark before the tokens of the line, those behind a name first."""
    here = found.all[at]
    opener = CLOSERS[here.text]
    if opener == "{" and here.leads:
        return
    first = at
    while first > max(0, at - _WINDOW) and not (found.all[first].leads and found.all[first].row < here.row):
        first -= 1
        if found.all[first].leads:
            break
    message = f"`{here.text}` is not opened: `{opener}` is missing"
    behind = [n for n in range(first + 1, at + 1) if found.all[n - 1].kind == "word"]
    for numbers, rank in ((behind, LIKELY), ([n for n in range(first, at + 1) if n not in behind], POSSIBLE)):
        for number in numbers:
            start = found.all[number].start
            if rank == LIKELY:  # a call: no blank before it
                yield attempt(rank, message, (found.all[number - 1].end, start, opener))
            yield attempt(POSSIBLE, message, (start, start, opener))


def _left_out(found: Lexemes, at: int) -> Iterator[Attempt]:
    here = found.all[at]
    yield attempt(LIKELY, f"`{here.text}` is too much here", (here.start, here.end, ""))
