"""Whether the words around a mention ask for it: as the object of a request, as somebody spoken to, as a wish."""

import re
from typing import Final

from ferrule.definitions.routing.phrases import form
from ferrule.definitions.routing.place import Place

_FORMS: Final = ("beside", "object", "handed", "wished", "by_means", "meant_for")
_ALONE: Final = re.compile(r"[\s.!:…]*")
_MARK: Final = re.compile(r"[,:–—-]\s*$")
_PLEASE: Final = re.compile(r"\bplease\b")


def asked_for(place: Place) -> bool:
    """Tell whether a clause asks for the name that it ends in; a name that is only mentioned is not asked for."""
    clause = place.clause
    if form("nothing_before").fullmatch(clause):
        return _spoken_to(place)
    if form("matter").fullmatch(clause):
        return form("is_its").match(place.after) is not None
    if form("made_for").search(clause):
        return place.after.startswith(("is for", "is made for", "is there for"))
    if form("modal").fullmatch(clause):
        return form("polite").match(place.after) is not None
    if form("noun").search(clause) and (_PLEASE.search(place.before + place.after) or form("plan").match(clause)):
        return True
    forms = (*_FORMS, "worked_on") if place.marked else _FORMS
    return any(form(name).search(clause) for name in forms)


def _spoken_to(place: Place) -> bool:
    """Tell whether a clause that begins with the name goes on with what it is to do."""
    before = place.before.rstrip(" ,").replace(",", "")
    if form("preposition").search(place.clause) and form("by_means").search(before):
        return True
    if _ALONE.fullmatch(place.after):
        return place.marked or _alone(place)
    if form("told").match(place.after) or form("chosen").match(place.after):
        return True
    if place.marked:
        return form("declared").match(place.after) is None
    if form("goes_on").match(place.after):
        return True
    return not place.listed and form("subject").match(place.after) is not None


def _alone(place: Place) -> bool:
    """Tell a name that is a sentence of its own: before a task, or after one (`Plan the split: X.`)."""
    if form("nothing_before").fullmatch(place.before.strip()):
        return bool(place.following) and form("asks_back").match(place.following) is None
    if _MARK.search(place.before) is None or form("lists").search(place.before):
        return False
    return (
        form("work_first").match(place.before) is not None or form("request_start").match(place.following) is not None
    )
