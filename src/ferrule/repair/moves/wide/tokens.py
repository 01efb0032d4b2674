"""Text that does not parse: one token more, one less, or another one, where the compiler stumbled."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Edit, Phase
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import ANY
from ferrule.repair.moves.wide.nearby import FIRST
from ferrule.syntax.tree import Token, mends, tokens

ID: Final = "wide-token"
CODES: Final = frozenset({ANY})
_MOST: Final = 64
_LIGHT: Final = frozenset({
    ",", ";", ")", "(", "{", "}", "[", "]", ":", "::", ".", "=", "=>", "->", "<", ">", "|", "let", "mut", "pub", "fn",
    "ref", "in", "where", "..", "..=", "...", "@", "#",
})  # fmt: skip
"""Tokens that say nothing by themselves: without one of them nothing is lost or says its contrary."""
_QUOTED: Final = re.compile(r"`([^`\s]{1,8})`")
_COMMON: Final = (
    ";", ",", ")", "}", "]", ">", "(", "{", "=", ":", "->", "=>", "fn", "let", "mut", "&", "::", "..", "dyn",
)  # fmt: skip
_NAMED: Final = {"semicolon": ";", "comma": ",", "colon": ":"}
_WORD: Final = re.compile(r"\w")


def propose(case: Case) -> Iterator[Offer]:
    """Yield single tokens at the place of the error and at what is labelled, those that the compiler names first."""
    if case.error.phase is not Phase.PARSE:
        return
    source = case.text.source
    listed = tokens(source)
    offers: list[Offer] = []
    for apart, at in enumerate(_places(case, listed)):
        for doubt, message, edit in _edits(case, listed, at):
            offers.append(case.offer(FIRST + 3 * apart + doubt, message, (edit,)))
    chosen = sorted(offers, key=lambda one: one.rank)
    yield from [one for one in chosen if mends(source, _applied(source, one.edits[0]))][:_MOST]


def _places(case: Case, listed: tuple[Token, ...]) -> tuple[int, ...]:
    """Give the numbers of the tokens at the error, the first one first, then their neighbours and the statement's."""
    starts = [at for spot in case.error.spots if spot.path == case.text.path for at in (spot.byte_start, spot.byte_end)]
    first = [next((n for n, one in enumerate(listed) if one.end > at), len(listed)) for at in starts]
    begins = [n + 1 for n in range(min(first[0], len(listed)) - 1, -1, -1) if listed[n].text in {b";", b"{", b"}"}][:1]
    return tuple(dict.fromkeys([*first, *(n - 1 for n in first if n > 0), *begins]))


def _edits(case: Case, listed: tuple[Token, ...], at: int) -> Iterator[tuple[int, str, Edit]]:
    source = case.text.source
    here = listed[at] if at < len(listed) else None
    before = listed[at - 1] if 0 < at <= len(listed) else None
    start = here.start if here is not None else len(source.rstrip())
    asked = _asked(case)
    for doubt, new in enumerate(dict.fromkeys((*asked, *_COMMON))):
        far = 0 if new in asked else 8
        is_word = _WORD.match(new) is not None
        if before is not None:
            words = f" {new}" if is_word or new in {"=", "->", "=>", "{"} else new
            yield far + is_word + doubt // 2, f"`{new}` is missing", case.text.edit(before.end, before.end, words)
        if here is not None:
            words = f"{new} " if is_word or new in {"=", "->", "=>", ","} else new
            yield far + (not is_word) + doubt // 2, f"`{new}` is missing", case.text.edit(start, start, words)
            if here.text.decode("utf-8", "replace") in _LIGHT:
                yield far + 3 + doubt // 2, f"`{new}` was meant", case.text.edit(here.start, here.end, new)
    if here is not None and (here.text.decode("utf-8", "replace") in _LIGHT or (before and before.text == here.text)):
        word = here.text.decode("utf-8", "replace")
        yield 4, f"`{word}` does not belong here", case.text.edit(here.start, here.end, "")


def _asked(case: Case) -> tuple[str, ...]:
    """Give the tokens that the compiler says it expected."""
    words = case.words
    said = re.findall(r"(?:expected|missing|add|insert|use|unclosed|try|consider)[^\n]*", words)
    found = [token for line in said for token in _QUOTED.findall(line.partition(", found")[0])]
    found += [token for name, token in _NAMED.items() if name in words]
    return tuple(dict.fromkeys(found))[:10]


def _applied(source: bytes, edit: Edit) -> bytes:
    return b"".join((source[: edit.byte_start], edit.replacement.encode(), source[edit.byte_end :]))
