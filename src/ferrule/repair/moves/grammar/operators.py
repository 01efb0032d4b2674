"""A mark that belongs to another place or to another language (P05)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import Attempt, attempt, is_syntax, sound
from ferrule.repair.moves.grammar.lexemes import CLOSERS, OPENERS, Lexeme, Lexemes, lexemes
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE

ID: Final = "right-operator"
CODES: Final = frozenset({"", "E0586"})
_CONFUSED: Final = {
    "=": ("=>", ":", "=="), "->": ("=>", "."), "=>": ("->", ":", "="), "==": ("=", "=>"),
    ":": ("::", "=", "->", "=>", "in"),
    "::": (":", "."), ".": ("::", ","), ",": (";", "."), ";": (",", ":"), "...": ("..=", ".."), "..=": ("..",),
    "||": ("|",), "|": ("||",), "&&": ("&",), "<=": ("=>",),
}  # fmt: skip
_PAIRS: Final = {
    ("+", "+"): " += 1", ("-", "-"): " -= 1", ("<", ">"): "!=", ("==", "="): "==", ("!=", "="): "!=", (":", "="): "=",
    ("=", ".."): "..=", ("!", "=="): "!=", ("=", "<"): "<=", (":", ":"): "::", ("=", ">"): "=>", ("-", ">"): "->",
    ("<", "-"): "=", ("=", "="): "==", ("&", "&"): "&&", ("|", "|"): "||", ("!", "="): "!=",
    ("+", "="): "+=", ("-", "="): "-=", ("*", "="): "*=", ("/", "="): "/=",
}  # fmt: skip
"""Two marks that were meant as one."""
_STARTS: Final = frozenset({"=", "(", "[", "{", "}", ";", ",", "return", "=>", "+=", "-=", "|", ":"})
_ENDS: Final = frozenset({")", "]", "}", ";", ","})
"""Before and behind a choice between two values."""
_BEFORE, _BEHIND = 7, 4
_MOST: Final = 6


def propose(case: Case) -> Iterator[Offer]:
    """Write the mark that is usual in the place of one near the error, the nearest first."""
    if not is_syntax(case) and "ternary" not in case.error.message:
        return
    found = lexemes(case.text.source)
    if "no ternary operator" in case.error.message:
        yield from sound(case, _chosen(found, case.spot.byte_start), 1)
        return
    at = found.around(case.spot.byte_start)
    last = found.around(max(case.spot.byte_start, case.spot.byte_end - 1))
    near = range(max(0, at - _BEFORE), min(last, at + 20) + _BEHIND + 1)
    yield from sound(case, _attempts(found, sorted(near, key=lambda n: abs(n - at))), _MOST)


def _chosen(found: Lexemes, mark: int) -> Iterator[Attempt]:
    """Yield `if a { b } else { c }` for `a ? b : c`, in brackets, behind a mark or `return`, or as a statement."""
    at = found.around(mark)
    first = last = at
    depth = 0
    while first and not (depth == 0 and found.all[first - 1].text in _STARTS):
        first -= 1
        depth += (found.all[first].text in CLOSERS) - (found.all[first].text in OPENERS)
    depth, middle = 0, 0
    while last + 1 < len(found.all) and not (depth == 0 and found.all[last + 1].text in _ENDS):
        last += 1
        depth += (found.all[last].text in OPENERS) - (found.all[last].text in CLOSERS)
        middle = middle or (last if depth == 0 and found.all[last].text == ":" else 0)
    if first < at < middle < last:
        start, colon = found.all[at], found.all[middle]
        yield attempt(
            SURE,
            "a choice is written with `if` and `else`",
            (found.all[first].start, found.all[first].start, "if "),
            (start.start, start.end, "{"),
            (colon.start, colon.end, "} else {"),
            (found.all[last].end, found.all[last].end, " }"),
        )


def _attempts(found: Lexemes, near: list[int]) -> Iterator[Attempt]:
    for number in near:
        if number + 1 < len(found.all):
            one, two = found.all[number], found.all[number + 1]
            meant = _PAIRS.get((one.text, two.text))
            if meant is not None and two.start - one.end <= 1:
                start = one.start - (found.source[one.start - 1 : one.start] == b" " and meant[0] == " ")
                yield attempt(LIKELY, f"`{one.text}{two.text}` is `{meant.strip()}` here", (start, two.end, meant))
    for number in near:
        if number < len(found.all):
            one = found.all[number]
            for meant in _CONFUSED.get(one.text, ()):
                yield attempt(
                    POSSIBLE, f"`{one.text}` is `{meant}` here", (one.start, one.end, _spaced(found, one, meant))
                )


def _spaced(found: Lexemes, one: Lexeme, meant: str) -> str:
    """Give an arrow with a blank before it, where the mark in its place has none."""
    return f" {meant}" if meant in {"=>", "->"} and not found.source[one.start - 1 : one.start].isspace() else meant
