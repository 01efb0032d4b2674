"""Refuse attributes that silence a tool or hide code from it."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import Refusal
from ferrule.repair.guard.rule import Change, Example, Found, Verdict, refuse_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f() { let x = 1; }", "#[allow(unused)]\nfn f() { let x = 1; }", "adds-suppression"),
    Example("fn f() {}", "#![expect(dead_code)]\nfn f() {}", "adds-suppression"),
    Example("fn f() {}", "#[cfg(any())]\nfn f() {}", "adds-suppression"),
    Example("fn f() {}", "#[cfg_attr(all(), allow(dead_code))]\nfn f() {}", "adds-suppression"),
    Example("fn f() { g() }", "fn f() { if cfg!(windows) { g() } }", "adds-suppression"),
    Example("#[deny(warnings)]\nfn f() {}", "#[warn(warnings)]\nfn f() {}", "removes-lint"),
    Example("#[derive(Debug)]\nstruct A;", "#[derive(Debug, Clone)]\nstruct A;", None),
    Example("fn f(allow: u8) {}", "fn f(allow: u8, cfg: u8) {}", None),
)
_SILENT: Final = frozenset({"allow", "expect", "cfg", "cfg_attr"})
_STRICT: Final = frozenset({"deny", "forbid"})


def judge(change: Change) -> Verdict:
    """Refuse an added `allow`, `expect` or `cfg`, and a lint that is no longer denied."""
    verdict = refuse_gain(change, _find_silent, "adds-suppression")
    if verdict:
        return verdict
    strict = sum(1 for _ in _find(change.before, _STRICT)) - sum(1 for _ in _find(change.after, _STRICT))
    if strict > 0 and not change.asked.has({"E0452", "E0453", "E0602", "unknown_lints"}):
        at = next(at for _, at in _find(change.before, _STRICT))
        return Refusal("removes-lint", "a lint is no longer denied", change.before.words[at].line)
    return ()


def _find_silent(sketch: Sketch) -> Iterator[Found]:
    yield from _find(sketch, _SILENT)
    words = sketch.words
    for at in range(len(words) - 1):
        if words[at].text == "cfg" and words[at + 1].text == "!":
            yield "cfg!", at


def _find(sketch: Sketch, names: frozenset[str]) -> Iterator[Found]:
    for piece in sketch.pieces:
        if piece.kind in {"attribute_item", "inner_attribute_item"}:
            for at in range(piece.first, piece.end):
                if sketch.words[at].text in names and sketch.words[at].kind == "identifier":
                    yield sketch.words[at].text, at
