"""Whether the user himself asks for a definition by its name, now (M02, M03, M09). In doubt he does not."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from ferrule.definitions.routing.against import objection
from ferrule.definitions.routing.asked import asked_for
from ferrule.definitions.routing.foreign import Voice
from ferrule.definitions.routing.names import Mention, look_alike, mentions
from ferrule.definitions.routing.place import surroundings
from ferrule.definitions.routing.quoted import Voices, voices
from ferrule.facts.routing import Author, Turn


@dataclass(frozen=True, slots=True)
class Naming:
    """What the turns say about one name."""

    named: bool
    reason: str = "not-named"
    """Why it does not count, in the words of `Declined.reason`; empty when it counts."""
    evidence: str = ""
    place: int = -1
    """Of the mention that decided, in the last turn of the user."""

    @property
    def seen(self) -> bool:
        """Whether the name, or something like it, stands anywhere."""
        return bool(self.evidence)


_JUDGED: Final = 16
"""Mentions of a turn that are judged, the last ones: the last clear one decides."""
_NOT_SEEN: Final = Naming(named=False)


def naming(name: str, turns: tuple[Turn, ...]) -> Naming:
    """Tell whether the last turn of the user asks for a name, and otherwise why what there is does not count."""
    last = max((place for place, turn in enumerate(turns) if turn.author is Author.USER), default=-1)
    if last >= 0:
        found = _in_turn(name.lower(), unicodedata.normalize("NFC", turns[last].text))
        if found.seen:
            return found
    return _elsewhere(name.lower(), turns, last)


def _in_turn(name: str, text: str) -> Naming:
    places = list(mentions(name, text))
    if not places:
        twin = look_alike(name, text)
        return Naming(named=False, reason="look-alike", evidence=twin) if twin else _NOT_SEEN
    read = voices(text, (name,))
    judged = [_judged(read, mention) for mention in places[-_JUDGED:]]
    decisive = [one for one in judged if one.named or one.reason == "negated"]
    return decisive[-1] if decisive else judged[-1]


def _elsewhere(name: str, turns: tuple[Turn, ...], last: int) -> Naming:
    """Look through the turns that cannot name anything, so that the trace says who did."""
    for place, turn in enumerate(turns):
        if place != last and any(True for _ in mentions(name, unicodedata.normalize("NFC", turn.text))):
            if turn.author is Author.USER:
                return Naming(named=False, evidence="only an earlier turn names it")
            return Naming(named=False, reason="not-the-user", evidence=f"a turn by: {turn.author}")
    return _NOT_SEEN


_REASONS: Final = {Voice.CODE: "quoted", Voice.INLINE: "quoted", Voice.QUOTE: "quoted", Voice.REPORTED: "not-the-user"}


def _judged(read: Voices, mention: Mention) -> Naming:
    """Judge one mention: whose words, then its clause before and after, then whether it asks for it at all."""
    voice = read.at(mention.start)
    if voice is not None:
        return Naming(named=False, reason=_REASONS[voice], evidence=_around(read.text, mention))
    place = surroundings(read.own, mention)
    reason = objection(place)
    if reason or not asked_for(place):
        return Naming(named=False, reason=reason or "not-named", evidence=_around(read.text, mention))
    return Naming(named=True, reason="", evidence=_around(read.text, mention), place=mention.start)


def _around(text: str, mention: Mention) -> str:
    return " ".join(text[max(mention.start - 40, 0) : mention.end + 40].split())
