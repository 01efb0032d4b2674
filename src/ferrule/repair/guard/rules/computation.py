"""Refuse to put a constant where something was computed, and to leave out a call or a condition."""

from bisect import bisect_left
from typing import Final

from ferrule.facts.repair import Refusal
from ferrule.repair.guard.pairing import PLACEHOLDERS, Fate
from ferrule.repair.guard.parts import Part
from ferrule.repair.guard.rule import Change, Example, Verdict
from ferrule.repair.guard.sketch import Word

EXAMPLES: Final = (
    Example("fn f() { let n = count(v); g(n); }", "fn f() { let n = 0; g(n); }", "drops-computation"),
    Example("fn f() { let n = a.b; g(n); }", "fn f() { let n = 7; g(n); }", "drops-computation"),
    Example("fn f() { g(load(x), y); }", "fn f() { g(Default::default(), y); }", "drops-computation"),
    Example("fn f() { g(Some(x)); h(y); }", "fn f() { g(Default::default()); h(y); }", "drops-computation", "E0061"),
    Example("fn f() { g(a.x + 1, h(y)); }", "fn f() { g(1, h(y)); }", "drops-computation"),
    Example("fn f() { if a && b { g(); } }", "fn f() { if a { g(); } }", "drops-computation"),
    Example("fn f() { if a == b { g(); } }", "fn f() { if a != b { g(); } }", "drops-computation"),
    Example("fn f() { g(x.sorted()); }", "fn f() { g(x); }", "drops-computation"),
    Example("fn f() { g(x.to_vec()); }", "fn f() { g(x); }", None),
    Example("fn f() { g(x, y()); }", "fn f() { g(x); }", None, "E0061"),
    Example("fn f() { if a = b { g(); } }", "fn f() { if a == b { g(); } }", None, "E0308"),
    Example(
        "fn f() { for i in 0..n() { g(i); } }",
        "fn f() { let mut i = 0; while i < n() { g(i); i += 1; } }",
        None,
    ),
    Example("fn f() { g(1); }", "fn f() { g(1.0); }", None, "E0308"),
    Example("fn f() { g(a.clon()); }", "fn f() { g(a.clone()); }", "drops-computation", "E0308"),
)
_LOGIC: Final = frozenset({"&&", "||", "==", "!=", "<", ">", "<=", ">="})


_BINDING: Final = frozenset({"let_declaration", "parameter", "closure_parameters", "for_expression"})


def judge(change: Change) -> Verdict:
    """Refuse the first token of weight that has no counterpart and that no error asks to drop."""
    for at, fate in enumerate(change.pairing.fates):
        if fate is Fate.LOST and _weighs(change, at):
            word = change.before.words[at]
            return Refusal("drops-computation", f"`{word.text}` is no longer part of what is computed", word.line)
    return ()


def _weighs(change: Change, at: int) -> bool:
    word = change.before.words[at]
    if word.part is Part.LIGHT:
        return False
    if change.asked.unknown(word.text) and any(new.text.isidentifier() for new in _instead(change, at)):
        return False  # a misspelt name for the right one
    if at in change.excused:  # an error may ask to leave something out, never to invent a value
        return word.part in {Part.CALL, Part.NAME} and word.within not in _BINDING and _by_constant(change, at)
    if word.part in {Part.CALL, Part.CONTROL}:
        return word.text != "return"
    if word.part is Part.OPERATOR:
        return word.text in _LOGIC or (word.within == "binary_expression" and _loses_operand(change, at))
    return word.within not in _BINDING and _by_constant(change, at)


def _loses_operand(change: Change, at: int) -> bool:
    words, fates = change.before.words, change.pairing.fates
    beside = [n for n in (at - 1, at + 1) if 0 <= n < len(words) and words[n].part is not Part.LIGHT]
    return any(fates[n] is Fate.LOST for n in beside)


def _by_constant(change: Change, at: int) -> bool:
    """Say whether only literals or placeholders stand where a token stood; a literal for a literal is no loss."""
    new = [word for word in _instead(change, at) if word.part is not Part.LIGHT or word.text in PLACEHOLDERS]
    allowed = Part.LITERAL if change.before.words[at].part is not Part.LITERAL else None
    return bool(new) and all(word.part is allowed or word.text in PLACEHOLDERS for word in new)


def _instead(change: Change, at: int) -> list[Word]:
    """Give what was added between the nearest tokens of weight that stayed on both sides."""
    words, pairing = change.before.words, change.pairing
    stays = [n for n, fate in enumerate(pairing.fates) if fate is Fate.KEPT and _anchors(words[n])]
    right = bisect_left(stays, at)
    first = pairing.replacement[stays[right - 1]][1] if right else 0
    end = pairing.replacement[stays[right]][0] if right < len(stays) else len(change.after.words)
    return [change.after.words[n] for n in range(first, end) if n in pairing.added]


def _anchors(word: Word) -> bool:
    return word.part is not Part.LIGHT or word.text in {",", ";", "{", "}", "="}
