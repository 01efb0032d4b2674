"""Price the assumption that a value is there."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import CostKind
from ferrule.repair.guard.rule import Change, Example, Found, Verdict, price_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f() { g(x); }", "fn f() { g(x.unwrap()); }", "unwrap", "E0308"),
    Example("fn f() { p!(x, 1); }", 'fn f() { p!(x.expect("there"), 1); }', "unwrap"),
    Example("fn f() { g(x); }", "fn f() { g(x.unwrap_or(1)); }", None),
    Example("fn f() { g(x.unwrap()); }", "fn f() { g(&x.unwrap()); }", None),
)
_ASSUMING: Final = frozenset({"unwrap", "expect", "unwrap_err", "expect_err"})


def judge(change: Change) -> Verdict:
    """Price each added call that panics when the value is missing."""
    return price_gain(change, _find, CostKind.UNWRAP, "{} panics when the value is missing")


def _find(sketch: Sketch) -> Iterator[Found]:
    words = sketch.words
    for at in range(1, len(words)):
        if words[at].text in _ASSUMING and words[at - 1].text in {".", "::"}:
            yield f".{words[at].text}()", at
