"""Refuse ways around the program's end, the type checker and the owner of a value."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.guard.rule import Change, Example, Found, Verdict, refuse_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f() -> u8 { }", "fn f() -> u8 { std::process::exit(1) }", "adds-escape"),
    Example("fn f() { }", "use std::process::{exit};\nfn f() { }", "adds-escape"),
    Example("fn f(v: V) { g(v); }", "fn f(v: V) { g(&v); std::mem::forget(v); }", "adds-escape"),
    Example("fn f(v: V) -> &'static V { &v }", "fn f(v: V) -> &'static V { Box::leak(Box::new(v)) }", "adds-escape"),
    Example("fn f(s: String) -> &'static str { &s }", "fn f(s: String) -> &'static str { s.leak() }", "adds-escape"),
    Example("fn f(t: Task) { t.stop() }", "fn f(t: Task) { t.abort() }", None),
    Example("fn f() { std::process::exit(1) }", "fn f() { std::process::exit(1); }", None),
)
_ALWAYS: Final = frozenset({"transmute", "transmute_copy", "zeroed", "leak", "assume_init", "forget"})
_ENDING: Final = frozenset({"exit", "abort"})


def judge(change: Change) -> Verdict:
    """Refuse an added call, path or import of one of these functions."""
    return refuse_gain(change, _find, "adds-escape")


def _find(sketch: Sketch) -> Iterator[Found]:
    words = sketch.words
    for at, word in enumerate(words):
        leads = words[at - 1].text if at else ""
        follows = words[at + 1].text if at + 1 < len(words) else ""
        if word.text in _ALWAYS and leads != "fn" and (leads == "::" or follows in {"(", "::"}):
            yield word.text, at
        elif word.text in _ENDING and leads not in {".", "fn"} and "process" in sketch.text(max(0, at - 4), at):
            yield f"process::{word.text}", at
        elif word.text in _ENDING and leads not in {".", "fn", "::"} and follows == "(":
            yield word.text, at
