"""Skills without a word list, such as the user's own: they compete by the words of their description."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log
from typing import Final

from ferrule.definitions.routing.phrases import words
from ferrule.facts.definition import Definition

_WORD: Final = re.compile(r"[a-z][a-z0-9+#]*(?:[_.][a-z0-9]+)*|[a-z]?\d+[a-z]+")
_ENDINGS: Final = re.compile(r"(?:ations?|ing|ers?|ed|es|s|ies|y|e)$")
_NAME: Final = 1.5
"""What a word of the name counts, against one of the description."""
_LEAST: Final = 2
"""Distinct words that have to fit, or the resemblance is chance."""


def fits(skills: Iterable[Definition], text: str) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Give, for each skill of which at least two words stand in a text, its score and those words.

    The score is on the scale of the word lists: one rare word is worth as much as a clear term. Words that many of the
    descriptions have are worth less.
    """
    known = {skill.name: _weighted(skill.name, skill.description) for skill in skills}
    shared = Counter(word for listed in known.values() for word in listed)
    here = frozenset(_stems(text))
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for name, listed in known.items():
        hits = sorted(here & listed.keys())
        if len(hits) >= _LEAST:
            score = sum(3.0 * listed[word] / (1.0 + log(shared[word])) for word in hits)
            found[name] = (round(score, 3), tuple(hits))
    return found


@lru_cache(maxsize=256)
def _weighted(name: str, description: str) -> dict[str, float]:
    return {**dict.fromkeys(_stems(description), 1.0), **dict.fromkeys(_stems(name.replace("-", " ")), _NAME)}


def _stems(text: str) -> list[str]:
    common = frozenset(words("common")["words"])
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in common and len(word) > 2]


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word) if len(word) > 4 else word
