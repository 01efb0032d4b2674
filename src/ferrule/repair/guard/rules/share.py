"""Refuse an edit that leaves too little of the items it touches."""

from typing import Final

from ferrule.facts.repair import Refusal
from ferrule.repair.guard.pairing import Fate
from ferrule.repair.guard.parts import Part
from ferrule.repair.guard.rule import Change, Example, Verdict
from ferrule.repair.guard.sketch import Piece, Shape

EXAMPLES: Final = (
    Example("fn f(a: A) { g(a.b + a.c * a.d - 9); }", "fn f(a: A) { g(a.b); }", "loses-tokens"),
    Example("fn f() { g(a, b, c, d); }", "fn f() { g(a); }", None, "E0061"),
    Example("fn f<'a, 'b>(x: &'a A<'b>) -> &'a u8 { g(x) }", "fn f(x: &A) -> &u8 { g(x) }", None),
    Example("use alpha::beta;", "use gamma::delta;", None, "E0432"),
    Example("fn f() { let a = (1); }", "fn f() { let a = 1; }", None, "unused_parens"),
    Example("fn f() { let a: Vec<Vec<u8>> = g(); }", "fn f() { let a = g(); }", None),
)
_SHARE: Final = 0.8


def judge(change: Change) -> Verdict:
    """Refuse when more than a fifth of the tokens is gone, and also more than a fifth of those that matter.

    Both shares are taken over the smallest items that lost something: a big file does not hide a big loss.
    """
    touched = _touched(change)
    if _share(change, touched, {Fate.KEPT}) >= _SHARE:
        return ()
    words = change.before.words
    weighty = [at for at in touched if words[at].part is not Part.LIGHT]
    share = _share(change, weighty, {Fate.KEPT, Fate.MOVED, Fate.RENAMED})
    if share >= _SHARE:
        return ()
    line = next(words[at].line for at in weighty if change.pairing.fates[at] is Fate.LOST)
    return Refusal("loses-tokens", f"only {share:.0%} of what the code does is left", line)


def _share(change: Change, places: list[int], alive: set[Fate]) -> float:
    left = sum(change.pairing.fates[at] in alive or at in change.excused for at in places)
    return left / len(places) if places else 1.0


def _touched(change: Change) -> list[int]:
    """Give the tokens of the smallest items in which something is lost; loose tokens count by themselves."""
    owners = _owners(change)
    lost = [at for at, fate in enumerate(change.pairing.fates) if fate is not Fate.KEPT]
    ranges = {(owner.first, owner.end) for owner in (owners[at] for at in lost) if owner is not None}
    loose = {at for at in lost if owners[at] is None}
    return sorted(loose.union(*(range(*span) for span in ranges)))


def _owners(change: Change) -> list[Piece | None]:
    owners: list[Piece | None] = [None] * len(change.before.words)
    for piece in change.before.pieces:  # outer pieces start first, so the smallest one is written last
        if piece.shape is Shape.ITEM:
            owners[piece.first : piece.end] = [piece] * (piece.end - piece.first)
    return owners
