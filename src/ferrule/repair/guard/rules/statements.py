"""Refuse the loss of a statement."""

from typing import Final

from ferrule.facts.repair import Refusal
from ferrule.repair.guard.losses import lives
from ferrule.repair.guard.pairing import Fate
from ferrule.repair.guard.rule import Change, Example, Verdict
from ferrule.repair.guard.sketch import Piece, Shape

EXAMPLES: Final = (
    Example("fn f() { g(a); h(b); k(c); }", "fn f() { g(a); k(c); }", "deletes-statement", "E0425"),
    Example("fn f() { g(a); h(b); k(c); }", "fn f() { g(a); /* h(b); */ k(c); }", "deletes-statement"),
    Example("fn f() { g(a); h(b, 1); k(c); }", "fn f() { g(a); let z = y; k(c); }", "deletes-statement"),
    Example("fn f() { g(a); return; h(b); }", "fn f() { g(a); return; }", None, "unreachable_code"),
    Example("fn f() { let g = a(); h(b); k(g); }", "fn f() { h(b); let g = a(); k(g); }", None, "E0502"),
    Example("fn f() { let x = g(a); h(x); }", "fn f() { h(g(a)); }", None),
    Example("fn f() { drop(a); h(a); }", "fn f() { h(a); }", None, "E0382"),
    Example("fn f() { helo(a); h(a); }", "fn f() { hello(a); h(a); }", None, "E0425"),
)


def judge(change: Change) -> Verdict:
    """Refuse when a statement neither stays, nor moves, nor lives on in another one."""
    for piece in change.before.pieces:
        if piece.shape is not Shape.STATEMENT or lives(change.before, piece, change.pairing):
            continue
        lost = [at for at in range(piece.first, piece.end) if change.pairing.fates[at] is Fate.LOST]
        words = "".join(change.before.text(piece.first, piece.end))
        trimmed = change.asked.trims(piece.line, piece.line)
        whole = not trimmed or change.asked.statement(piece.line, piece.end_line, words) or _in_gone_item(change, piece)
        if not (whole and change.excused.issuperset(lost)):
            text = " ".join(change.before.text(piece.first, min(piece.end, piece.first + 8)))
            return Refusal("deletes-statement", f"`{text}` is gone", piece.line)
    return ()


def _in_gone_item(change: Change, piece: Piece) -> bool:
    """Say whether all that is around a statement was asked to go, and not only a part of its line."""
    owner = piece.within
    while owner is not None and owner.kind not in {"function_item", "match_arm"}:
        owner = owner.within
    return owner is not None and change.excused.issuperset(range(owner.first, owner.end))
