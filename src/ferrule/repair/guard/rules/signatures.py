"""Price what callers outside of the crate will notice."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import Cost, CostKind
from ferrule.repair.guard.rule import Change, Example, Verdict
from ferrule.repair.guard.sketch import Piece, Sketch

EXAMPLES: Final = (
    Example("pub fn f(a: &str) { g(a); }", "pub fn f(a: String) { g(a); }", "public-signature"),
    Example("pub struct A { b: &str }", "pub struct A { b: String }", "public-signature"),
    Example("pub enum A { B }", "pub enum A { B, C }", "public-signature"),
    Example("pub trait A { fn b(); }", "pub trait A { fn b(&self); }", "public-signature"),
    Example("#[derive(Clone, Copy)]\npub struct A;", "#[derive(Clone)]\npub struct A;", "public-signature", "E0204"),
    Example("pub fn f(a: A) { g(a); }", "pub fn f(mut a: A) { g(a); }", None),
    Example("fn f(a: &str) { g(a); }", "fn f(a: String) { g(a); }", None),
    Example("pub fn f() { g(1); }", "pub fn f() { g(2); }", None),
    Example("pub trait A { fn b() { g(1) } }", "pub trait A { fn b() { g(2) } }", None),
    Example("#[derive(Clone)]\npub struct A;", "#[derive(Clone, Copy)]\npub struct A;", None),
)
_WHOLE: Final = frozenset({"struct_item", "enum_item", "union_item", "trait_item", "type_item"})
_SEEN: Final = _WHOLE | {"function_item", "function_signature_item", "const_item", "static_item"}


def judge(change: Change) -> Verdict:
    """Price each public item whose face differs from its namesake's."""
    after: dict[tuple[str, ...], list[Piece]] = {}
    for piece in change.after.pieces:
        after.setdefault(piece.key, []).append(piece)
    costs = []
    for piece in change.before.pieces:
        others = after.get(piece.key)
        if piece.kind in _SEEN and piece.visibility == "pub" and others:
            other = others.pop(0)
            if _face(change.before, piece) != _face(change.after, other) or _derives(piece) - _derives(other):
                note = f"the signature of `{piece.name}` changes"
                costs.append(Cost(CostKind.PUBLIC_SIGNATURE, change.path, other.line, note))
    return tuple(costs)


def _face(sketch: Sketch, piece: Piece) -> list[str]:
    """Give what others see of an item, as tokens: no bodies, no `mut` of parameters, no trailing comma."""
    hidden = {at for inner in _bodies(sketch, piece) for at in range(inner.body, inner.end)}
    texts: list[str] = []
    for at in range(piece.first, piece.end):
        word = sketch.words[at]
        if at in hidden or word.within == "visibility_modifier" or (word.text == "mut" and word.within == "parameter"):
            continue
        if word.text in {")", "}", ">"} and texts[-1:] == [","]:
            texts.pop()
        texts.append(word.text)
    return texts


def _bodies(sketch: Sketch, piece: Piece) -> Iterator[Piece]:
    if piece.kind in _WHOLE:
        inside = (other for other in sketch.pieces if piece.first < other.first and other.end <= piece.end)
        yield from (other for other in inside if other.kind == "function_item")
    elif piece.kind == "function_item":
        yield piece


def _derives(piece: Piece) -> set[str]:
    derives = (text.split("(", 1)[1] for text in piece.attributes if text.startswith("#[derive("))
    return {name for text in derives for name in text.rstrip(")]").split(",") if name}
