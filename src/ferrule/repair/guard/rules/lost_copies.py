"""Refuse copies that are changed or dropped at once: what was meant for the value never reaches it."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.guard.rule import Change, Example, Found, Verdict, refuse_gain
from ferrule.repair.guard.sketch import Shape, Sketch

EXAMPLES: Final = (
    Example("fn f(a: V) { a.push(1); }", "fn f(a: V) { a.clone().push(1); }", "changes-copy"),
    Example("fn f(a: A) { a.b.sort(); g(); }", "fn f(a: A) { a.b.to_vec().sort(); g(); }", "changes-copy"),
    Example("fn f(a: A) { a.bump(2); g(); }", "fn f(a: A) { (a.clone()).bump(2); g(); }", "changes-copy"),
    Example("fn f(a: A) { a.b[0].c().push(1); }", "fn f(a: A) { a.b[0].c().clone().push(1); }", "changes-copy"),
    Example("fn f(a: V) { for x in a {} }", "fn f(a: V) { for x in a.clone().iter_mut() {} }", "changes-copy"),
    Example("fn f(a: A) { g(&mut a); }", "fn f(a: A) { g(&mut a.clone()); }", "changes-copy"),
    Example("fn f(a: A) { drop(a); g(a); }", "fn f(a: A) { drop(a.clone()); g(a); }", "changes-copy"),
    Example("fn f(a: V) { g(a); }", "fn f(a: V) { g(a.clone()); }", None),
    Example("fn f(a: S) -> S { a.replace(1) }", "fn f(a: S) -> S { a.clone().replace(1) }", None),
    Example("fn f(a: I) { let b = a.take(3); }", "fn f(a: I) { let b = a.clone().take(3); }", None),
    Example("fn f(a: V) -> V { a }", "fn f(a: V) -> V { let mut b = a.clone(); b.push(1); b }", None),
)
_LENT: Final = frozenset({"iter_mut", "values_mut", "chunks_mut", "as_mut", "as_mut_slice", "get_mut", "drain"})
"""Methods through which only the copy is changed, whoever takes what they give."""
_COPIES: Final = frozenset({"clone", "to_vec", "to_owned"})
_BRACKETS: Final = {")": "(", "]": "["}
_CALL: Final = 4
"""Tokens of `.clone()`."""


def judge(change: Change) -> Verdict:
    """Refuse a copy that nobody can look at after it was changed."""
    return refuse_gain(change, _find, "changes-copy")


def _find(sketch: Sketch) -> Iterator[Found]:
    words = sketch.words
    alone = {piece.first: piece.end for piece in sketch.pieces if piece.shape is Shape.STATEMENT}
    for at in range(len(words) - _CALL + 1):
        dot, name, opened, closed = sketch.text(at, at + _CALL)
        if (dot, opened, closed) != (".", "(", ")") or name not in _COPIES:
            continue
        start, end = _start(sketch, at), at + _CALL
        before, after = sketch.text(max(0, start - 2), start), sketch.text(end, end + 2)
        is_lent = after[:1] == (".",) and after[-1] in _LENT
        is_dropped = before == ("drop", "(") and after[:1] == (")",)
        if is_lent or is_dropped or before == ("&", "mut") or _is_for_its_effect(sketch, start, end, alone):
            yield f".{name}()", at


def _is_for_its_effect(sketch: Sketch, start: int, end: int, alone: dict[int, int]) -> bool:
    """Say whether a statement is a method called on a copy, and its value is thrown away."""
    while start and sketch.words[start - 1].text == "(" and sketch.text(end, end + 1) == (")",):
        start, end = start - 1, end + 1
    last = alone.get(start)
    is_whole = last is not None and sketch.text(last - 1, last) == (";",)
    return is_whole and sketch.text(end, end + 1) == (".",)


def _start(sketch: Sketch, at: int) -> int:
    """Give where the place before a call begins: `a` of `a.b[0].c().clone()`."""
    words = sketch.words
    while at and words[at].text in {".", "::"}:
        before = at - 1
        while before > 0 and words[before].text in _BRACKETS:
            before = _opening(sketch, before) - 1
        if before < 0 or not words[before].text.isidentifier():
            break
        at = before
        if at and words[at - 1].text in {".", "::"}:
            at -= 1
        else:
            break
    return at


def _opening(sketch: Sketch, at: int) -> int:
    """Give the bracket that belongs to a closing one; the first token where there is none."""
    closing, depth = sketch.words[at].text, 0
    while at > 0:
        text = sketch.words[at].text
        depth += (text == closing) - (text == _BRACKETS[closing])
        if not depth:
            return at
        at -= 1
    return at
