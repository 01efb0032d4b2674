"""A keyword that is misspelt, left out, or one of another language (P05)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.grammar.attempts import Attempt, attempt, is_syntax, sound
from ferrule.repair.moves.grammar.lexemes import Lexeme, Lexemes, lexemes
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE

ID: Final = "right-keyword"
CODES: Final = frozenset({""})
_KEYWORDS: Final = (
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn",
    "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "type", "union", "unsafe", "use", "where", "while",
)  # fmt: skip
_FOREIGN: Final = {
    "function": ("fn",), "func": ("fn",), "fun": ("fn",), "def": ("fn",), "sub": ("fn",), "proc": ("fn",),
    "elif": ("else if",), "elsif": ("else if",), "elseif": ("else if",),
    "switch": ("match",), "case": ("match",), "foreach": ("for",), "class": ("struct",), "record": ("struct",),
    "interface": ("trait",), "protocol": ("trait",), "namespace": ("mod",), "module": ("mod",), "package": ("mod",),
    "import": ("use",), "using": ("use",), "include": ("use",), "public": ("pub",), "export": ("pub",),
    "var": ("let mut", "let"), "val": ("let",), "auto": ("let",), "final": ("const", "let"), "constant": ("const",),
    "implements": ("impl",), "implement": ("impl",), "extension": ("impl",), "mutable": ("mut",), "extends": (":",),
    "and": ("&&",), "or": ("||",), "not": ("!",), "then": ("{",), "ret": ("return",), "typedef": ("type",),
    "enumeration": ("enum",), "of": ("in",), "forever": ("loop",), "repeat": ("loop",), "next": ("continue",),
    "this": ("self",),
}  # fmt: skip
"""Words of other languages, and what stands for them here."""
_BEFORE, _BEHIND = 4, 2
"""Tokens around the error that are looked at; before it at least those of its line."""
_LINE: Final = 30
_MOST: Final = 6


def propose(case: Case) -> Iterator[Offer]:
    """Write the keyword that a word near the error was meant to be; put in one that belongs there."""
    if not is_syntax(case):
        return
    found = lexemes(case.text.source)
    at = found.around(case.spot.byte_start)
    last = found.around(max(case.spot.byte_start, case.spot.byte_end - 1))
    first = max(0, at - _BEFORE)
    while at < len(found.all) and first > max(0, at - _LINE) and found.all[first].row == found.all[at].row:
        first -= 1
    yield from sound(case, _attempts(found, range(first, min(last, at + 8) + _BEHIND + 1), at), _MOST)


def _attempts(found: Lexemes, near: range, at: int) -> Iterator[Attempt]:
    words = [found.all[n] for n in sorted(near, key=lambda n: abs(n - at)) if n < len(found.all)]
    words = [word for word in words if word.kind == "word" and word.text not in _KEYWORDS]
    for word in words:
        for keyword in _FOREIGN.get(word.text.lower(), ()):
            yield _written(SURE if keyword != "!" else LIKELY, word, keyword, found)
    for word in words:
        for keyword in _KEYWORDS:
            if word.text not in _FOREIGN and _slip(word, keyword, found) and one_apart(word.text.lower(), keyword):
                yield _written(LIKELY, word, keyword, found)
    for number in near:
        if 0 < number < len(found.all):
            yield from _left_out(found.all[number - 1], found.all[number])


def _slip(word: Lexeme, keyword: str, found: Lexemes) -> bool:
    """Say whether a word may be a slip of a keyword: short ones are names, unless they begin a line and a word follows.

    Types have capitals, keywords have none.
    """
    if len(word.text) > len("let"):
        return True
    following = found.source[word.end :].lstrip(b" \t")[:1]
    begins = word.leads and (following.isalpha() or following == b"_")
    return begins or (len(word.text) > 1 and word.text.islower() and len(keyword) > 1)


def _written(rank: int, word: Lexeme, keyword: str, found: Lexemes) -> Attempt:
    follows = found.source[word.end : word.end + 1]
    space = "" if follows.isspace() or keyword in {"!", "return", "continue", "break", "self"} else " "
    if keyword == "!":
        return attempt(rank, f"`{word.text}` is `!` here", (word.start, word.end + follows.isspace(), "!"))
    return attempt(rank, f"`{word.text}` is `{keyword}` here", (word.start, word.end, keyword + space))


def _left_out(before: Lexeme, here: Lexeme) -> Iterator[Attempt]:
    """Yield what may be missing between two tokens."""
    if before.text == "else" and here.text not in {"if", "{"}:
        yield attempt(POSSIBLE, "`if` is missing after `else`", (here.start, here.start, "if "))
    if before.kind == "word" and before.text not in _KEYWORDS and (here.kind == "word" or here.text == "&"):
        yield attempt(POSSIBLE, "`in` is missing in a `for` loop", (before.end, here.start, " in "))


def one_apart(word: str, other: str) -> bool:
    """Say whether one letter too much, too few, changed or swapped with its neighbour makes one word the other."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    short, long = sorted((word, other), key=len)
    first = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[first:] == long[first + 1 :]
    swapped = short[first : first + 2] == long[first : first + 2][::-1]
    return short[first + 1 :] == long[first + 1 :] or (swapped and short[first + 2 :] == long[first + 2 :])
