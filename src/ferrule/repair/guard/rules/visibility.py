"""Refuse to hide what was public; price what becomes visible to more."""

from collections import Counter
from typing import Final

from ferrule.facts.repair import Cost, CostKind, Refusal
from ferrule.repair.guard.rule import Change, Example, Verdict
from ferrule.repair.guard.sketch import Piece, Sketch

EXAMPLES: Final = (
    Example("pub fn f() { g(1) }", "fn f() { g(1) }", "removes-public"),
    Example("pub struct A { pub x: u8 }", "pub struct A { x: u8 }", "removes-public"),
    Example("pub struct A(pub u8);", "pub struct A(u8);", "removes-public"),
    Example("mod m { fn f() {} }", "mod m { pub fn f() {} }", "widened-visibility", "E0603"),
    Example("pub(crate) fn f() {}", "pub fn f() {}", "widened-visibility"),
    Example("struct A { x: u8 }", "struct A { pub(super) x: u8 }", "widened-visibility", "E0616"),
    Example("pub struct A(u8);", "pub struct A(pub u8);", "widened-visibility", "E0423"),
    Example("impl Show for A { pub fn show() {} }", "impl Show for A { fn show() {} }", None, "E0449"),
    Example("pub(m) struct A;", "pub(in m) struct A;", None, "E0704"),
    Example("fn f() {}", "fn f() {}\npub fn h() {}", None),
)
_NOT_MEANT: Final = frozenset({"E0449", "E0704"})
"""Codes that say: this `pub` cannot be, or is not what it looks like."""
_CRATE: Final = 2
_PUBLIC: Final = 3


def judge(change: Change) -> Verdict:
    """Compare each item, field and import with its namesake, and count the `pub` of fields without a name."""
    old, new = _ranks(change.before), _ranks(change.after)
    costs = []
    for key, (rank, piece) in new.items():
        if key not in old or rank == old[key][0]:
            continue
        was, before = old[key]
        if rank > was:
            words = f"{piece.visibility} on `{piece.name}`"
            costs.append(Cost(CostKind.WIDENED_VISIBILITY, change.path, piece.line, words))
        elif was == _PUBLIC and not change.asked.has(_NOT_MEANT):
            return Refusal("removes-public", f"`{before.name}` is no longer public", before.line)
    return tuple(costs)


def _ranks(sketch: Sketch) -> dict[tuple[object, ...], tuple[int, Piece]]:
    """Give how far each named thing is seen; namesakes are told apart by their order."""
    ranks: dict[tuple[object, ...], tuple[int, Piece]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for piece in sketch.pieces:
        if not piece.name or piece.kind in {"macro_invocation", "enum_variant", "impl_item"}:
            continue
        key = (*piece.key[:-1], piece.name.removeprefix(piece.visibility))
        seen[key] += 1
        ranks[(*key, seen[key])] = (_rank(piece.visibility), piece)
        if piece.kind == "struct_item":
            inner = sketch.words[piece.first : piece.end]
            unnamed = sum(word.text == "pub" and word.within == "visibility_modifier" for word in inner)
            if not any(word.within == "field_declaration" for word in inner):
                ranks[(*key, "unnamed")] = (_PUBLIC if unnamed > bool(piece.visibility) else 0, piece)
    return ranks


def _rank(visibility: str) -> int:
    if visibility in {"pub", "pub(crate)"}:
        return _PUBLIC if visibility == "pub" else _CRATE
    return 1 if visibility and visibility != "pub(self)" else 0
