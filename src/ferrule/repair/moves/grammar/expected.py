"""A token that the parser names and does not find, or one that is too much (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import Attempt, attempt, is_syntax, sound
from ferrule.repair.moves.grammar.lexemes import CLOSERS, OPENERS, Lexeme, Lexemes, lexemes
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE

ID: Final = "expected-token"
CODES: Final = frozenset({"", "E0586"})
_EXPECTED: Final = re.compile(
    r"^(?:missing|expected) (?:one of )?(?P<wanted>.+?)(?:, found (?P<found>.+))?$", re.DOTALL
)
_QUOTED: Final = re.compile(r"`([^`]+)`")
_ORDER: Final = (",", ";", "=>", "->", ":", "=", "in", ")", "]", ">", "{", "}", "(", "|", "::", "if", ".", "<", "[")
"""What people leave out, most often first."""
_TIGHT: Final = frozenset({",", ";", ")", "]", ":", "?", ">", "|"})
"""What stands right behind the token before it."""
_JOINED: Final = frozenset({"::", ".", "(", "[", "<"})
_STAYS: Final = frozenset({"(", "[", "{", "}", "&"})
"""Marks that begin or end something: they are not there by mistake for another one."""
_MOST: Final = 7


def propose(case: Case) -> Iterator[Offer]:
    """Put in what is expected, put it in the place of what was found, or leave out what was found."""
    said = _EXPECTED.match(case.error.message)
    if not is_syntax(case) or "delimiter" in case.error.message:
        return
    found = lexemes(case.text.source)
    at = found.around(case.spot.byte_start)
    if not 0 < at < len(found.all):
        return
    words = _QUOTED.findall(said["wanted"]) if said is not None else []
    wanted = [word for word in _ORDER if word in words]
    yield from sound(case, _attempts(found, at, wanted), _MOST)


def _attempts(found: Lexemes, at: int, wanted: list[str]) -> Iterator[Attempt]:
    here = found.all[at]
    yield from _slips(found, at)
    for word in wanted:
        if here.kind == "mark" and here.text not in _STAYS and not word.isalpha():
            yield from _replaced(found, at, word)
        if _fits(found, at, word):
            yield attempt(LIKELY, f"`{word}` is missing here", _inserted(found, at, word))
    if here.kind == "mark" and here.text not in "([{}":
        yield attempt(POSSIBLE, f"`{here.text}` is too much here", (here.start, here.end, ""))
    for word in wanted:
        if at > 1 and _fits(found, at - 1, word):
            yield attempt(POSSIBLE, f"`{word}` is missing before this", _inserted(found, at - 1, word))


def _slips(found: Lexemes, at: int) -> Iterator[Attempt]:
    """Yield what the tokens say by themselves: a mark twice, a chain that was cut, a lifetime without its tick."""
    before, here = found.all[at - 1], found.all[at]
    if here.text == before.text and here.text in {",", ";", ".", ":", "=", "=>", "->", "::"}:
        yield attempt(SURE, f"`{here.text}` stands there twice: leave one out", (before.end, here.end, ""))
    if here.text == "." and here.leads and before.text == ";":
        yield attempt(SURE, "the chain goes on: no `;` before it", (before.start, before.end, ""))
    lifetimes = {one.text for one in found.all if one.kind == "lifetime"}
    bare = [one for one in _borrowing(found) if f"'{one.text}" in lifetimes]
    if any(one in bare for one in found.all[max(0, at - 2) : at]):
        yield attempt(SURE, "a lifetime begins with a tick", *((one.start, one.start, "'") for one in bare))


def _borrowing(found: Lexemes) -> Iterator[Lexeme]:
    """Yield each word between a `&` and another word, where only a lifetime or a keyword can stand."""
    for before, one, following in zip(found.all, found.all[1:], found.all[2:], strict=False):
        if before.text == "&" and one.kind == following.kind == "word" and one.text not in {"mut", "dyn", "impl"}:
            yield one


def _replaced(found: Lexemes, at: int, word: str) -> Iterator[Attempt]:
    """Yield a token in the place of the one at hand, and of all that are like it between the same brackets."""
    before, here = found.all[at - 1], found.all[at]
    rank = SURE if word.startswith(here.text) else LIKELY
    start = before.end if word in _TIGHT and not here.leads else here.start
    message = f"`{word}` is expected here and not `{here.text}`"
    gap = " " if word in {"=>", "->"} and start == before.end else ""
    yield attempt(rank, message, (start, here.end, gap + word))
    rest = list(_alike(found, at)) if here.text in {":", ";", "->"} else []
    if rest:
        spaced = " " + word if word == "=" else word
        yield attempt(rank, message, (start, here.end, spaced), *((one.start, one.end, spaced) for one in rest))


def _alike(found: Lexemes, at: int) -> Iterator[Lexeme]:
    """Yield the same mark further on between the same brackets: who takes one for another does so throughout."""
    depth = 0
    for one in found.all[at + 1 :]:
        depth += (one.text in OPENERS) - (one.text in CLOSERS)
        if depth < 0:
            return
        if depth == 0 and one.text == found.all[at].text:
            yield one


def _fits(found: Lexemes, at: int, word: str) -> bool:
    """Say whether a token may have been left out there: two words are a misspelt keyword, not a path or statement."""
    before, here = found.all[at - 1], found.all[at]
    if word in {"::", "."}:
        return before.end == here.start or (word == "." and here.leads)
    return word != ";" or here.leads or before.kind != "word"


def _inserted(found: Lexemes, at: int, word: str) -> tuple[int, int, str]:
    """Give the insertion of a token before another one, with the blanks that people write around it."""
    before, here = found.all[at - 1], found.all[at]
    gap = found.source[before.end : here.start]
    if word in _TIGHT or b"\n" in gap:
        space = " " if not gap and word not in {")", "]", "?", ">"} else ""
        return before.end, before.end, ("" if word in _TIGHT or word in _JOINED else " ") + word + space
    if word in _JOINED:
        return before.end, here.start, word
    if gap.strip():  # a comment
        return before.end, before.end, f" {word} "
    return before.end, here.start, f" {word} "
