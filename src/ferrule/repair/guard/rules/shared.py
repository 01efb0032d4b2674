"""Price values that get several owners."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import CostKind
from ferrule.repair.guard.rule import Change, Example, Found, Verdict, price_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f(a: A) { g(a); }", "fn f(a: A) { g(Rc::new(a)); }", "shared-ownership"),
    Example("struct A { b: B }", "struct A { b: std::sync::Arc<B> }", "shared-ownership"),
    Example("fn f(a: Rc<A>) { g(a); }", "fn f(a: Rc<A>) { g(&a); }", None),
    Example("fn f() {}", "use std::rc::Rc;\nfn f() {}", None),
)
_OWNERS: Final = frozenset({"Rc", "Arc"})


def judge(change: Change) -> Verdict:
    """Price each added Rc and Arc outside of imports."""
    return price_gain(change, _find, CostKind.SHARED_OWNERSHIP, "{} shares the ownership of a value")


def _find(sketch: Sketch) -> Iterator[Found]:
    for at, word in enumerate(sketch.words):
        if word.text in _OWNERS and "use" not in word.within and sketch.text(at + 1, at + 2) != (";",):
            yield word.text, at
