"""Price copies of values."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import CostKind
from ferrule.repair.guard.rule import Change, Example, Found, Verdict, price_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f(a: A) { g(a); }", "fn f(a: A) { g(a.clone()); }", "clone", "E0382"),
    Example("fn f(a: &str) { g(a); }", "fn f(a: &str) { g(a.to_owned()); }", "clone"),
    Example("fn f(a: A) { g(a); }", "fn f(a: A) { g(A::clone(&a)); }", "clone"),
    Example("fn f(a: A) { p!(a, b); }", "fn f(a: A) { p!(a.cloned(), b); }", "clone"),
    Example("fn f(a: A) { g(a.clone(), b); }", "fn f(a: A) { g(b, a.clone()); }", None),
)
_COPIES: Final = frozenset({"clone", "to_owned", "cloned", "to_vec"})


def judge(change: Change) -> Verdict:
    """Price each added copy."""
    return price_gain(change, find, CostKind.CLONE, "{} copies a value")


def find(sketch: Sketch) -> Iterator[Found]:
    """Find the calls that copy."""
    words = sketch.words
    for at in range(1, len(words)):
        if words[at].text in _COPIES and words[at - 1].text in {".", "::"}:
            yield f"{words[at - 1].text}{words[at].text}()", at
