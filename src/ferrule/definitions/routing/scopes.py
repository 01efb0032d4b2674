"""Whether a task is as broad as an orchestrator's scopes: the second key (M03)."""

import re
from dataclasses import dataclass
from functools import cache

from ferrule.definitions.routing.clauses import sentences
from ferrule.definitions.routing.phrases import form, pattern, plain, words


@dataclass(frozen=True, slots=True)
class Breadth:
    """The scopes that a text asks for, with their words; none for one that a specialist does alone."""

    scopes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    narrow: str = ""
    """The words that say that a single place is meant."""


def breadth(text: str, place: int = -1) -> Breadth:
    """Give the scopes of a text in lower case, first of the sentence at `place`, in which the name stands.

    A phrase of a scope is enough, or a word of its subject with one of a wide extent. A sentence that asks for one
    repair is no broad work, wherever the repair happens.
    """
    parts = [(one.start, " ".join(text[one.start : one.end].split())) for one in sentences(text)]
    here = next((part for start, part in reversed(parts) if start <= place), "") if place >= 0 else ""
    if here:
        found = _breadth_of(here)
        if found.scopes or found.narrow:
            return found
    broad = [found for _, part in parts if (found := _breadth_of(part)).scopes]
    if broad:
        return Breadth(
            tuple(dict.fromkeys(scope for one in broad for scope in one.scopes)),
            tuple(dict.fromkeys(words_of_it for one in broad for words_of_it in one.evidence)),
        )
    return next((found for _, part in parts if (found := _breadth_of(part)).narrow), Breadth())


def stated(description: str) -> tuple[str, ...]:
    """Give the scopes that a description speaks of."""
    text = " ".join(plain(description).split())
    return tuple(scope for scope, listed in _scopes("scopes") if listed.search(text))


def _breadth_of(sentence: str) -> Breadth:
    narrow = next(
        (one[0] for one in _narrow().finditer(sentence) if not form("more").search(sentence[: one.start()])), ""
    )
    if narrow:
        return Breadth(narrow=narrow)
    found = {scope: words_of_it[0] for scope, listed in _scopes("scopes") if (words_of_it := listed.search(sentence))}
    wide = _extent().search(sentence)
    if not found and wide:
        about = {scope: words_of_it for scope, listed in _scopes("topics") if (words_of_it := listed.search(sentence))}
        found = {scope: f"{one[0]}, {wide[0]}" for scope, one in about.items() if one.span() != wide.span()}
    return Breadth(tuple(found), tuple(found.values()))


@cache
def _scopes(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((scope, pattern(listed)) for scope, listed in words("scopes")[table].items())


@cache
def _extent() -> re.Pattern[str]:
    return pattern(words("scopes")["extent"]["words"])


@cache
def _narrow() -> re.Pattern[str]:
    return pattern(words("scopes")["narrow"]["tasks"])
