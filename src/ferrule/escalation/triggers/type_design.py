"""Decisions on traits: objects or generics, and who may implement what (P38)."""

import re
from typing import Final

from ferrule.escalation.sources import text_of
from ferrule.escalation.triggers.scene import Declared, Scene, full_path, node_at, primary, traits_of
from ferrule.syntax.items import text_of as text_at
from ferrule.syntax.tree import enclosing

NAME: Final = "types"
ROW: Final = "P38"
_LANGUAGE: Final = frozenset({"std", "core", "alloc"})
_OBJECT: Final = re.compile(r"the trait bound `[^`]*\bdyn (?:\w+::)*(\w+)[^`]*: [^`]*`")
"""An unsized object where `Sized` is asked for is another matter: rustc itself relaxes the bound."""
_BOUND: Final = re.compile(r"required by a bound in `([^`]+)`")
_RETURNED: Final = ("return type to be a boxed trait object", "because of return type")
_OPAQUE: Final = re.compile(r"\bimpl (?:\w+::)*(\w+)")


def evidence(scene: Scene) -> str:
    """Give what makes the error a decision on the types; empty where it is none."""
    match scene.error.rule:
        case "E0038":
            return scene.error.message
        case "E0117" | "E0119":
            return _coherence(scene)
        case "E0277":
            return _object_for_generic(scene)
        case "E0308":
            return _several_behind_one(scene)
        case _:
            return ""


def _coherence(scene: Scene) -> str:
    """Give the own trait whose impls meet, or whose impl stands in a member that may not write it."""
    spot = primary(scene.error)
    block = enclosing(node_at(scene, spot), "impl_item") if spot is not None else None
    text = text_of(spot.path, scene.sources) if spot is not None else None
    if block is None or text is None:
        return ""
    path = re.split(r"<", text_at(block.child_by_field_name("trait")))[0]
    whole = full_path(text, path)
    name = whole.rpartition("::")[2]
    own = None if whole.split("::")[0] in _LANGUAGE else traits_of(scene).get(name)
    return f"{scene.error.message}; `{name}` is a trait of this workspace ({own.path})" if own is not None else ""


def _object_for_generic(scene: Scene) -> str:
    """Give the generic function or type that is handed a trait object of an own public trait."""
    found = _OBJECT.search(scene.error.message)
    bounds = [
        bound[1]
        for spot in scene.error.spots
        if (bound := _BOUND.search(spot.note)) and text_of(spot.path, scene.sources) is not None
    ]
    own = _public(scene, found[1]) if found and bounds else None
    if own is None:
        return ""
    return (
        f"`{bounds[0]}` is generic over the public trait `{own.item.name}` ({own.path}), and is handed an object of it"
    )


def _several_behind_one(scene: Scene) -> str:
    """Give the function that promises one type behind `impl Trait` and returns several."""
    spot = primary(scene.error)
    if spot is None or not any(words in scene.error.rendered for words in _RETURNED):
        return ""
    function = enclosing(node_at(scene, spot), "function_item")
    found = _OPAQUE.search(text_at(function.child_by_field_name("return_type"))) if function is not None else None
    own = _public(scene, found[1]) if found else None
    if own is None or function is None:
        return ""
    name = text_at(function.child_by_field_name("name"))
    return f"`{name}` returns several types behind `impl {own.item.name}`, a public trait ({own.path})"


def _public(scene: Scene, name: str) -> Declared | None:
    own = traits_of(scene).get(name)
    return own if own is not None and own.item.visibility == "pub" else None
