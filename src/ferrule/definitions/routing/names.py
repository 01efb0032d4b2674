"""Where a name stands in a text, letter for letter, and what only looks like it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ferrule.definitions.routing.phrases import words

_BEFORE: Final = r"(?<![\w\-/.$@#:=\\{}\[\]<>~+%&|^])"
_AFTER: Final = r"(?![\w\-/$@#=\\{}\[\]<>~+%&|^(])(?!\.\w)(?!:\S)(?!['\u2019](?!s\b)\w)"
_LOOKED_AT: Final = 20_000
"""Letters of a text in which words that only look like a name are sought: they are told of, they never count."""
_LONG: Final = 8
"""Letters from which on a likeness is no chance: `lint` stands in many words."""
_PATH: Final = "/.\\"
_DASHES: Final = re.compile("[\\s_.~\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u2043\u30fb\u00b7]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a name stands as a whole word."""

    start: int
    """Of the sign before it, where there is one."""
    end: int
    marked: bool
    """Whether `$` or `/` stands before it."""


@lru_cache(maxsize=512)
def _exact(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}([$/]?){re.escape(name)}{_AFTER}", re.IGNORECASE | re.ASCII)


def mentions(name: str, text: str) -> Iterator[Mention]:
    """Yield the whole words that are the name, in a text in normal form C; case is folded, for ASCII letters only."""
    for found in _exact(name).finditer(text):
        edges = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
        if found[0].isascii() and not any(_odd(char) for char in edges):
            yield Mention(found.start(), found.end(), bool(found[1]))


def look_alike(name: str, text: str) -> str:
    """Give the first words that look like the name and are not; empty for none, and for a path that holds it."""
    wanted = _bones(name)
    bones, places = _skeleton(text[:_LOOKED_AT])
    at = bones.find(wanted) if len(wanted) >= _LONG else -1
    while at >= 0:
        first, end = places[at], places[at + len(wanted) - 1] + 1
        edges = text[first - 1 : first] + text[end : end + 1]
        if text[first:end].lower() != name or not (set(edges) & set(_PATH)):
            return text[first:end]
        at = bones.find(wanted, at + 1)
    return ""


@lru_cache(maxsize=8)
def _skeleton(text: str) -> tuple[str, tuple[int, ...]]:
    folded = [(_bones(char), place) for place, char in enumerate(text)]
    return "".join(part for part, _ in folded), tuple(place for part, place in folded for _ in part)


def _odd(char: str) -> bool:
    """Tell letters, marks and invisible signs of any script, which belong to a word without being seen."""
    return ord(char) > 127 and unicodedata.category(char)[0] in "LMNC"


@cache
def _twins() -> dict[str, str]:
    return {twin: letter for letter, twins in words("twins")["twins"].items() for twin in twins}


@lru_cache(maxsize=4096)
def _bones(text: str) -> str:
    """Give what is left of a text when twins of letters are one, and dashes, blanks and marks are gone."""
    shape = unicodedata.normalize("NFKD", _DASHES.sub("", text).replace("-", ""))
    letters = (char for char in shape if unicodedata.category(char)[0] in "LN")
    return "".join(_twins().get(char, char).lower() for char in letters)
