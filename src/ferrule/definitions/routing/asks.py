"""What a text asks for, apart from what it only mentions: its clauses with their weight."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ferrule.definitions.routing.clauses import sentences
from ferrule.definitions.routing.foreign import Voice
from ferrule.definitions.routing.phrases import form, source, words
from ferrule.definitions.routing.quoted import Voices

REQUEST: Final = 1.0
PLAIN: Final = 0.7
BACKGROUND: Final = 0.4
FOREIGN: Final = 0.3
"""Code and logs that were brought along tell what it is about, and less than the user's words."""
_JOINED: Final = re.compile(r"(?:but|because|since|while|although|whereas|when(?:ever)?|if|once|after|before|until)\b")
_READ: Final = 6_000
_BROUGHT: Final = 3_000


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text in lower case, and how much its words count."""

    text: str
    weight: float


def clauses(read: Voices) -> tuple[Clause, ...]:
    """Give the clauses of a turn; where none asks for anything, the plain ones count as requests."""
    found = list(_own(_audible(read)))
    highest = max((clause.weight for clause in found), default=REQUEST)
    found = [Clause(clause.text, REQUEST if clause.weight == highest else clause.weight) for clause in found]
    brought = " ".join(
        read.text[span.start : span.end].lower() for span in read.spans if span.voice is not Voice.INLINE
    )
    return (*found, Clause(brought[:_BROUGHT], FOREIGN)) if brought else tuple(found)


def _audible(read: Voices) -> str:
    """Give the user's own words with those in backticks and quotation marks, which tell what it is about."""
    own = read.own
    for span in read.spans:
        if span.voice is Voice.INLINE:
            own = own[: span.start] + read.text[span.start : span.end].lower() + own[span.end :]
    return own[: _READ // 2] + own[-_READ // 2 :] if len(own) > _READ else own


def _own(text: str) -> Iterator[Clause]:
    for sentence in sentences(text):
        whole = " ".join(text[sentence.start : sentence.end].split())
        start = 0
        for found in [*form("part").finditer(whole), None]:
            part = whole[start : found.start()] if found else whole[start:]
            if part.strip():
                yield Clause(part, _weight(part, whole))
            start = found.start() if found else len(whole)


def _weight(part: str, sentence: str) -> float:
    bare = part.strip(" ,;:(–—-")
    if _starts("background").match(bare):
        return BACKGROUND
    if form("request_start").match(bare) or _request().match(bare):
        return REQUEST
    return REQUEST if sentence.rstrip().endswith("?") and not _JOINED.match(bare) else PLAIN


@cache
def _starts(name: str) -> re.Pattern[str]:
    return re.compile(source(words("asks")[name]))


@cache
def _request() -> re.Pattern[str]:
    lists = words("asks")
    return re.compile(rf"(?:.*(?<!\w){source(lists['request'])}|{source(lists['verbs'])})")


@cache
def aside() -> re.Pattern[str]:
    """Give the pattern of words before a term that only says where, not what: `in our axum service`."""
    articles = (
        "an?|the|our|my|this|that|its|their|your|existing|new|same|old|small|big|large|internal|whole|rust|current"
    )
    return re.compile(rf"(?<!\w){source(words('asks')['aside'])}(?:\s+(?:{articles}))*\s*$")
