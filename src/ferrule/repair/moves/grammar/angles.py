"""A list of generics or type arguments without one of its angle brackets (P05)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import Attempt, attempt, is_syntax, sound
from ferrule.repair.moves.grammar.lexemes import Lexemes, lexemes
from ferrule.repair.moves.move import LIKELY, POSSIBLE

ID: Final = "close-angle"
CODES: Final = frozenset({""})
_MOST: Final = 5


def propose(case: Case) -> Iterator[Offer]:
    """Put in the bracket that the line lacks, at the ends of its tokens."""
    if not is_syntax(case):
        return
    found = lexemes(case.text.source)
    at = found.around(case.spot.byte_start)
    if at < len(found.all):
        yield from sound(case, _attempts(found, at), _MOST)


def _attempts(found: Lexemes, at: int) -> Iterator[Attempt]:
    row = found.all[at].row
    line = [n for n in range(max(0, at - 40), min(at + 40, len(found.all))) if found.all[n].row == row]
    opened = [n for n in line if found.all[n].text == "<"]
    closed = [n for n in line if found.all[n].text == ">"]
    if len(opened) > len(closed):
        for number in (n for n in reversed(opened) for n in range(n + 1, line[-1])):
            one = found.all[number]
            if one.kind in {"word", "lifetime"} or one.text in {">", ")", "]"}:
                rank = LIKELY if found.all[number + 1].kind == "mark" else POSSIBLE
                yield attempt(rank, "`<` is not closed: `>` is missing", (one.end, one.end, ">"))
    elif len(closed) > len(opened):
        for number in reversed([n for n in line if n < closed[-1] and found.all[n].kind in {"word", "lifetime"}]):
            one, following = found.all[number], found.all[number + 1]
            if one.kind == "word":
                yield attempt(POSSIBLE, "`>` is not opened: `<` is missing", (one.end, following.start, "<"))
