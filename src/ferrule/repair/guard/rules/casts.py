"""Price casts that may lose a value."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import CostKind
from ferrule.repair.guard.rule import Change, Example, Found, Verdict, price_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f(n: u64) { g(n); }", "fn f(n: u64) { g(n as u8); }", "lossy-cast", "E0308"),
    Example("fn f(n: u64) { p!(n, m); }", "fn f(n: u64) { p!(n as f32, m); }", "lossy-cast"),
    Example("fn f(n: u8) { g(7, n); }", "fn f(n: u8) { g(7 as u64, n); }", None),
    Example("fn f(n: u8) { g(n as i64 as i32); }", "fn f(n: u8) { g(n as i64 as i32, 1); }", None),
    Example("fn f(c: C) { g(c); }", "fn f(c: C) { g(c as Box<dyn D>); }", None),
    Example("fn f(b: &[u8]) { g(b, b'x'); }", "fn f(b: &[u8]) { g(b, b'x' as u32); }", None),
    Example("fn f() { g(300); }", "fn f() { g(300 as u8); }", "lossy-cast"),
)
_BITS: Final = {"8": 8, "16": 16, "32": 32, "64": 64, "128": 128, "size": 16}
"""`usize` is only sure to hold 16 bits."""
_NUMBERS: Final = frozenset(f"{sign}{bits}" for sign in "iu" for bits in _BITS) | {"f32", "f64"}


def judge(change: Change) -> Verdict:
    """Price each added cast to a number, unless a literal shows that it fits."""
    return price_gain(change, _find, CostKind.LOSSY_CAST, "{} may lose a value: the type it comes from is not known")


def _find(sketch: Sketch) -> Iterator[Found]:
    words = sketch.words
    for at in range(1, len(words) - 1):
        target = words[at + 1].text
        if words[at].text == "as" and target in _NUMBERS and not _fits(words[at - 1].text, target):
            yield f"as {target}", at


def _fits(text: str, target: str) -> bool:
    """Say whether a literal keeps its value in a number type; everything else may not."""
    if text in {"true", "false"} or text.startswith("b'"):
        return True
    if not text.isdigit():
        return False
    bits = {"f32": 24, "f64": 53}.get(target) or _BITS[target[1:]] - (target[0] == "i")
    return int(text) < 1 << bits
