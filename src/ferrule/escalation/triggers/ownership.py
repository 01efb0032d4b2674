"""Ownership that no single place decides: spread over files, held by itself, or in a circle (P35)."""

import re
from collections.abc import Mapping
from typing import Final

from ferrule.escalation.sources import text_of
from ferrule.escalation.triggers.owners import chain, cycle
from ferrule.escalation.triggers.scene import Declared, Scene, primary, quoted, types_of
from ferrule.escalation.triggers.self_reference import self_reference
from ferrule.repair.classes import class_of
from ferrule.syntax.items import Item, all_items

NAME: Final = "ownership"
ROW: Final = "P35"
_CLASSES: Final = frozenset({"borrow", "lifetime", "move"})
_SPREAD: Final = 3
_OFFER: Final = re.compile(r"^(?:if `|consider|you can|you could|try )|implemented `(?:Clone|Copy)`")
"""Remarks that tell of a way out, and of no owner."""
_PLACE: Final = re.compile(r"\*?\b([a-z_]\w*)((?:\.\w+)+)")
_HEAD: Final = re.compile(r"(?<!')\b[A-Z]\w*")


def evidence(scene: Scene) -> str:
    """Give what makes the ownership a matter of design; empty where it is none."""
    if class_of(scene.error) not in _CLASSES:
        return ""
    if spread := _spread(scene):
        return spread
    if itself := self_reference(scene):
        return itself
    types = types_of(scene)
    return _owners(scene, types) or _circle(scene, types)


def _spread(scene: Scene) -> str:
    spots = (spot for spot in scene.error.spots if not _OFFER.search(spot.note))
    inside = (spot.path for spot in spots if text_of(spot.path, scene.sources) is not None)
    paths = tuple(dict.fromkeys(inside))
    return f"the diagnostic points into {len(paths)} files: {', '.join(paths)}" if len(paths) >= _SPREAD else ""


def _owners(scene: Scene, types: Mapping[str, Declared]) -> str:
    for words in quoted(scene.error):
        if place := _PLACE.fullmatch(words):
            fields = tuple(place[2].split(".")[1:])
            found = chain(_type_of(scene, place[1]), fields, types)
            paths = dict.fromkeys(one.path for one in found)
            if len(paths) >= _SPREAD:
                owners = " owns ".join(f"{one.item.name} ({one.path})" for one in found)
                return f"`{words}`: {owners}"
    return ""


def _type_of(scene: Scene, name: str) -> str:
    """Give the type of `self` or of a parameter where the error is; empty where the text does not tell."""
    spot = primary(scene.error)
    text = text_of(spot.path, scene.sources) if spot is not None else None
    if spot is None or text is None:
        return ""
    around = [item for item in all_items(text) if item.start <= spot.byte_start < item.end]
    if name == "self":
        return next((item.name for item in reversed(around) if item.kind == "impl"), "")
    return next((_written(item, name) for item in reversed(around) if item.kind == "fn"), "")


def _written(function: Item, name: str) -> str:
    of_type = next((one.type for one in function.params if one.pattern.removeprefix("mut ") == name), "")
    heads = _HEAD.findall(of_type)
    return heads[-1] if heads else ""


def _circle(scene: Scene, types: Mapping[str, Declared]) -> str:
    said = quoted(scene.error)
    named = {word for words in said for word in _HEAD.findall(words) if word in types}
    places = [place for words in said if (place := _PLACE.match(words))]
    touched = {(_type_of(scene, place[1]), place[2].split(".")[1]) for place in places}
    for name in sorted(named | {owner for owner, _ in touched if owner}):
        found = cycle(name, types)
        on_it = {(holds.owner, holds.field) for holds in found}
        if found and (name in named or touched & on_it):
            return f"a circle of owners: {', '.join(map(str, found))}"
    return ""
