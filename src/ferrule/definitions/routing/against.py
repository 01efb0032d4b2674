"""What speaks against a mention: it is negated, put off, reported, asked about, or its files are meant (M08, M09)."""

import re
from functools import cache

from ferrule.definitions.routing.phrases import form, pattern, source, words
from ferrule.definitions.routing.place import Place


def objection(place: Place) -> str:
    """Give why a mention does not ask for the name, in the words of `Declined.reason`; empty when nothing says so."""
    if _negated(place):
        return "negated"
    if _reported(place):
        return "not-the-user"
    if _asked_about(place):
        return "question"
    if place.far or _put_off(place) or form("thing_of").match(place.after):
        return "not-named"
    return ""


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return pattern(words("naming")[name])


@cache
def _opens(name: str) -> re.Pattern[str]:
    """Give the pattern of a list at the start of a text, after signs."""
    return re.compile(rf"[\W_]*{source(words('naming')[name])}")


@cache
def _retracts() -> re.Pattern[str]:
    return re.compile(rf"(?:[,;:(–—…]|\s-+\s)[\W_]*(?:(?:but|or|well|hm+|oh) )?{source(words('naming')['retraction'])}")


def _negated(place: Place) -> bool:
    clause = _phrases("harmless").sub(" ", place.clause)
    return bool(
        _phrases("negator").search(clause)
        or clause.endswith(" but")
        or _phrases("negator").search(place.header)
        or (_opens("negator_after").match(place.after) and not form("told_not").match(place.after))
        or (form("left").search(clause) and _opens("away").match(place.after))
        or form("taken_back").search(place.after)
        or _opens("retraction").match(place.following)
        or _retracts().search(place.after)
    )


def _reported(place: Place) -> bool:
    """Tell a sentence in which somebody else speaks; `I said` and `we told` is the user himself."""
    for spoken in (*_phrases("speech").finditer(place.before), *_phrases("speech_here").finditer(place.clause)):
        if spoken[0].startswith("i ") or not form("first_person").search(spoken.string[: spoken.start()]):
            return True
    return bool(
        _phrases("others_wish").search(place.clause)
        or _phrases("speech").search(place.header)
        or _phrases("speech_here").search(place.header)
        or form("said_after").search(place.after)
        or form("presents").search(place.preceding)
        or form("presented").match(place.following)
        or form("presented_here").search(place.after)
    )


def _asked_about(place: Place) -> bool:
    """Tell a question about the name from a request in the form of one (`can you ask X to ...?`)."""
    if _opens("request").match(place.clause) or _opens("request").match(place.before):
        return False
    if form("addressed_with").match(f"{place.before}X {place.after}"):
        return False
    if _opens("about").match(place.clause) and not _opens("wish_do").match(place.clause):
        return True
    if _opens("about_verbs").match(place.clause) and (
        form("compared").search(place.clause) or not form("preposition").search(place.clause)
    ):
        return True
    return place.after.endswith("?") and not (form("task").search(place.after) or form("courtesy").search(place.after))


def _put_off(place: Place) -> bool:
    return bool(
        _phrases("deferred").search(place.before)
        or _phrases("deferred_here").search(place.clause)
        or form("conditional_start").match(place.before)
        or _phrases("deferred_after").search(place.after)
        or form("condition").match(place.after)
    )
