"""Refuse copies that are changed or dropped at once: what was meant for the value never reaches it."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.guard.rule import Change, Example, Found, Verdict, refuse_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f(a: V) { a.push(1); }", "fn f(a: V) { a.clone().push(1); }", "changes-copy"),
    Example("fn f(a: A) { a.b.sort(); }", "fn f(a: A) { a.b.clone().sort(); }", "changes-copy"),
    Example("fn f(a: V) { for x in a {} }", "fn f(a: V) { for x in a.clone().iter_mut() {} }", "changes-copy"),
    Example("fn f(a: A) { g(&mut a); }", "fn f(a: A) { g(&mut a.clone()); }", "changes-copy"),
    Example("fn f(a: A) { drop(a); g(a); }", "fn f(a: A) { drop(a.clone()); g(a); }", "changes-copy"),
    Example("fn f(a: V) { g(a); }", "fn f(a: V) { g(a.clone()); }", None),
    Example("fn f(a: V) -> V { a }", "fn f(a: V) -> V { let mut b = a.clone(); b.push(1); b }", None),
)
_CHANGING: Final = frozenset({
    "append", "as_mut", "as_mut_slice", "clear", "dedup", "drain", "entry", "extend", "fill", "get_mut", "insert",
    "iter_mut", "pop", "push", "push_back", "push_front", "push_str", "remove", "replace", "resize", "retain",
    "reverse", "rotate_left", "rotate_right", "set", "sort", "sort_by", "sort_by_key", "sort_unstable", "swap",
    "swap_remove", "take", "truncate",
})  # fmt: skip
_CALL: Final = (".", "clone", "(", ")")


def judge(change: Change) -> Verdict:
    """Refuse a copy that nobody can look at after it was changed."""
    return refuse_gain(change, _find, "changes-copy")


def _find(sketch: Sketch) -> Iterator[Found]:
    words = sketch.words
    for at in range(len(words) - len(_CALL) + 1):
        if sketch.text(at, at + len(_CALL)) != _CALL:
            continue
        start, end = _start(sketch, at), at + len(_CALL)
        before, after = sketch.text(max(0, start - 2), start), sketch.text(end, end + 2)
        is_changed = after[:1] == (".",) and after[-1] in _CHANGING
        is_dropped = before == ("drop", "(") and after[:1] == (")",)
        if is_changed or is_dropped or before == ("&", "mut"):
            yield ".clone()", at


def _start(sketch: Sketch, at: int) -> int:
    """Give where the path before a call begins: `a` of `a.b.clone()`."""
    while at > 1 and sketch.words[at].text in {".", "::"} and sketch.words[at - 1].text.isidentifier():
        at -= 1
        if at and sketch.words[at - 1].text in {".", "::"}:
            at -= 1
        else:
            break
    return at
