"""Refuse bodies that are emptied and code that is never reached."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import Refusal
from ferrule.repair.guard.pairing import Fate
from ferrule.repair.guard.parts import Part
from ferrule.repair.guard.rule import Change, Example, Found, Verdict, refuse_gain
from ferrule.repair.guard.sketch import Piece, Shape, Sketch

EXAMPLES: Final = (
    Example("fn f(a: A) { g(a); }", "fn f(a: A) {}", "empties-body"),
    Example("fn f() {}\nfn f() { g(1); }", "fn f() {}\nfn f() { h(1); }", None),
    Example("fn f() -> u8 { g() }", "fn f() -> u8 { loop {} }", "adds-dead-code"),
    Example("fn f() { g(); }", "fn f() { if false { g(); } }", "adds-dead-code"),
    Example("fn f() { g(); }", "fn f() { while true {} g(); }", "adds-dead-code"),
    Example("fn f() { g(); h(); }", "fn f() { g(); return; h(); }", "adds-dead-code"),
    Example("fn f() { g(a); }", "fn f() { let _ = || g(a); }", "adds-dead-code"),
    Example("fn f() { if a() { h(); } }", "fn f() { if a() && false { h(); } }", "adds-dead-code"),
    Example("fn f() { g(); h() }", "fn f() { g(); return h(); }", None),
    Example("impl A { fn f() { g(); } }", "impl A { fn f() { g(); } fn h() {} }", None),
)
_LEAVING: Final = frozenset({"return", "break", "continue"})
_NEVER: Final = frozenset({("if", "false"), ("while", "false"), ("&&", "false"), ("||", "true"), ("false", "&&")})
_UNCALLED: Final = frozenset({("=", "||"), ("=", "|"), ("=", "move")})


def judge(change: Change) -> Verdict:
    """Refuse a body that lost all it did, then code that was put out of reach."""
    surplus = _hollow(change.after)
    surplus.subtract(_hollow(change.before))
    for piece in change.before.pieces:
        if piece.kind != "function_item" or surplus[piece.key] <= 0 or not _does(change.before, piece):
            continue
        if not _does_still(change, piece) and not change.excused.issuperset(range(piece.body + 1, piece.end - 1)):
            return Refusal("empties-body", f"the body of `{piece.name}` does nothing any more", piece.line)
    return refuse_gain(change, _find, "adds-dead-code")


def _does(sketch: Sketch, piece: Piece) -> bool:
    return any(word.part is not Part.LIGHT for word in sketch.words[piece.body : piece.end])


def _does_still(change: Change, piece: Piece) -> bool:
    fates = change.pairing.fates[piece.body : piece.end]
    words = change.before.words[piece.body : piece.end]
    return any(fate is not Fate.LOST and word.part is not Part.LIGHT for fate, word in zip(fates, words, strict=True))


def _hollow(sketch: Sketch) -> Counter[tuple[str, ...]]:
    functions = (piece for piece in sketch.pieces if piece.kind == "function_item")
    return Counter(piece.key for piece in functions if not _does(sketch, piece))


def _find(sketch: Sketch) -> Iterator[Found]:
    words = sketch.words
    for at in range(len(words) - 1):
        if (words[at].text, words[at + 1].text) in _NEVER:
            yield f"{words[at].text} {words[at + 1].text}", at
        if words[at].text == "_" and sketch.text(at + 1, at + 3) in _UNCALLED:
            yield "a closure that nobody calls", at
    for piece in sketch.pieces:
        if piece.kind in {"loop_expression", "while_expression"} and piece.end - piece.body == 2:
            yield "an empty loop", piece.first
    yield from _find_leaving(sketch)


def _find_leaving(sketch: Sketch) -> Iterator[Found]:
    """Find statements that leave their block although others follow in it."""
    last: dict[int, Piece] = {}
    for piece in sketch.pieces:
        if piece.shape is Shape.STATEMENT:
            before = last.get(id(piece.within))
            if before is not None and sketch.words[before.first].text in _LEAVING:
                yield "code after it leaves", before.first
            last[id(piece.within)] = piece
