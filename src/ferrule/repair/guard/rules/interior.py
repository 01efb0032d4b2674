"""Price values that can be changed through a shared reference."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import CostKind
from ferrule.repair.guard.rule import Change, Example, Found, Verdict, price_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("struct A { b: B }", "struct A { b: RefCell<B> }", "interior-mutability"),
    Example("fn f(b: B) { g(b); }", "fn f(b: B) { g(Mutex::new(b)); }", "interior-mutability"),
    Example("fn f() {}", "use std::cell::Cell;\nfn f() {}", None),
    Example("struct A { b: Cell<B> }", "struct A { b: Cell<C> }", None),
)
_CELLS: Final = frozenset({"Cell", "RefCell", "Mutex", "RwLock", "OnceCell", "OnceLock"})


def judge(change: Change) -> Verdict:
    """Price each added cell and lock outside of imports."""
    return price_gain(change, _find, CostKind.INTERIOR_MUTABILITY, "{} moves a check of borrows to run time")


def _find(sketch: Sketch) -> Iterator[Found]:
    for at, word in enumerate(sketch.words):
        if word.text in _CELLS and "use" not in word.within and sketch.text(at + 1, at + 2) != (";",):
            yield word.text, at
