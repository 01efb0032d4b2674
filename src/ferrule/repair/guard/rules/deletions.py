"""Refuse the loss of an item, a field, a variant, an arm or a public name."""

import re
from typing import Final

from ferrule.facts.repair import Refusal
from ferrule.repair.guard.losses import gone_items, lives
from ferrule.repair.guard.pairing import Fate
from ferrule.repair.guard.rule import Change, Example, Verdict
from ferrule.repair.guard.sketch import Piece

EXAMPLES: Final = (
    Example("fn f() { g(); }\nfn h() {}", "fn h() {}", "deletes-item"),
    Example("fn f() { g(); }\nfn h() {}", "// fn f() { g(); }\nfn h() {}", "deletes-item"),
    Example("pub struct A { x: u8 }\nfn h() {}", "fn h() {}", "removes-public"),
    Example("#[test]\nfn t() { g(); }\nfn h() {}", "fn h() {}", "deletes-test"),
    Example("struct A { x: u8, y: u8 }", "struct A { x: u8 }", "deletes-item"),
    Example("impl Show for A { fn show(&self) { g(self) } }\n", "", "deletes-item"),
    Example("pub use a::{b, c};", "pub use a::b;", "removes-public"),
    Example("fn f() { match x { 1 => g(), 2 => h(), _ => k() } }", "fn f() { match x { 1 => g(), _ => k() } }",
            "deletes-arm"),
    Example("fn f() { match x { 1 => g(), 1 => h(), _ => k() } }", "fn f() { match x { 1 => g(), _ => k() } }",
            None, "unreachable_patterns"),
    Example("struct A;\nstruct A;", "struct A;", None, "E0428"),
    Example("struct A;\nstruct A;", "struct A;\nstruct B;", None, "E0428"),
    Example("impl Copy for A {}\nfn h() {}", "fn h() {}", None, "E0204"),
    Example("use a::b;\nfn h() {}", "fn h() {}", None),
    Example("fn f() { g(k, 1); }", "fn renamed() { g(k, 1); }", None),
    Example("impl A { fn f(&self) { g(self, 1) } }", "trait B { fn f(&self) { g(self, 1) } }", None),
)  # fmt: skip


def judge(change: Change) -> Verdict:
    """Refuse what is gone and was not asked to go."""
    for piece in gone_items(change.before, change.after, change.pairing):
        if not _excused(change, piece):
            return Refusal(_rule(piece), f"{piece.kind.split('_')[0]} `{piece.name}` is gone", piece.line)
    for piece in change.before.pieces:
        if piece.kind == "match_arm" and not _excused(change, piece):
            if not lives(change.before, piece, change.pairing):
                return Refusal("deletes-arm", "an arm of a match is gone", piece.line)
        elif piece.kind == "use_declaration" and piece.visibility == "pub":
            name = _lost_name(change, piece)
            if name is not None:
                return Refusal("removes-public", f"`{name}` is no longer re-exported", piece.line)
    return ()


def _excused(change: Change, piece: Piece) -> bool:
    lost = (at for at in range(piece.first, piece.end) if change.pairing.fates[at] is not Fate.KEPT)
    return all(at in change.excused for at in lost)


def _rule(piece: Piece) -> str:
    if piece.tested:
        return "deletes-test"
    owner = piece.within if piece.kind == "enum_variant" else piece
    return "removes-public" if owner and owner.visibility == "pub" else "deletes-item"


def _lost_name(change: Change, piece: Piece) -> str | None:
    left = {name for other in change.after.pieces if other.kind == "use_declaration" for name in _names(other.name)}
    lost = [name for name in _names(piece.name) if name not in left]
    return next((name for name in lost if not _public(name, change.text) and not _excused(change, piece)), None)


def _public(name: str, text: bytes) -> bool:
    word = re.escape(name.encode("utf-8", "surrogateescape"))
    return re.search(rb"\bpub\b[^\n]*\b%s\b" % word, text) is not None


def _names(text: str) -> list[str]:
    """Give the names that an import brings in: the last one of each path in it."""
    return re.findall(r"(\w+|\*)(?=[,;}])", re.sub(r"^pub|\w+as(?=\w)", "", text, count=1))
