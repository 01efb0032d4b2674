"""Which parts of a turn are the user's own words, and which he only brings along (M09)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ferrule.definitions.routing.foreign import FINDERS, Voice
from ferrule.definitions.routing.phrases import plain

_WORD: Final = "_"
_BLOCK: Final = "\0"
"""What a block is until all are found: a blank would look like an empty line, after which the user speaks again."""
_NOT_BREAK: Final = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that is not the user's own."""

    start: int
    end: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class Voices:
    """A text, and what of it is whose."""

    text: str
    spans: tuple[Span, ...]
    own: str
    """The user's own words in lower case, as long as the text: what is not his is blank, or lower lines for a word."""

    def at(self, start: int) -> Voice | None:
        """Tell whose a place is; None for the user's own."""
        return next((span.voice for span in self.spans if span.start <= start < span.end), None)


def voices(text: str, names: tuple[str, ...] = ()) -> Voices:
    """Split a turn; `names` are those that a line may begin with as an address (`name: do this`)."""
    spans: list[Span] = []
    own = plain(text)
    for find, voice in FINDERS:
        found = list(_apart(find(own, names)))
        spans += [Span(start, end, voice) for start, end in found]
        own = _blanked(own, found, _WORD if voice is Voice.INLINE else _BLOCK)
    return Voices(text, tuple(spans), own.replace(_BLOCK, " "))


def _apart(found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield parts in order, without what an earlier one covers."""
    covered = 0
    for start, end in found:
        if end > covered:
            yield max(start, covered), end
            covered = end


def _blanked(text: str, parts: list[tuple[int, int]], fill: str) -> str:
    pieces, at = [], 0
    for start, end in parts:
        pieces += [text[at:start], _NOT_BREAK.sub(fill, text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])
