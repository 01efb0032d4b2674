"""Refuse promises to the compiler that only a person can make."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.guard.rule import Change, Example, Found, Verdict, refuse_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f(p: *const u8) -> u8 { *p }", "fn f(p: *const u8) -> u8 { unsafe { *p } }", "adds-unsafe", "E0133"),
    Example("fn f() { g() }", "unsafe fn f() { g() }", "adds-unsafe", "E0133"),
    Example("impl Send for Gear {}", "unsafe impl Send for Gear {}", "adds-unsafe", "E0200"),
    Example("fn f() {}", 'extern "C" { fn g(); }\nfn f() {}', "adds-unsafe"),
    Example("unsafe impl Tidy for Gear {}", "impl Tidy for Gear {}", None, "E0199"),
    Example("fn f() { unsafe { g() }; h() }", "fn f() { unsafe { g(); h() } }", None),
    Example("#[no_mangle]\nfn f() {}", "#[unsafe(no_mangle)]\nfn f() {}", None),
)


def judge(change: Change) -> Verdict:
    """Refuse an added `unsafe` of any kind, and an added block of foreign functions."""
    return refuse_gain(change, _find, "adds-unsafe")


def _find(sketch: Sketch) -> Iterator[Found]:
    words = sketch.words
    for at, word in enumerate(words):
        # `#[unsafe(no_mangle)]` is how the 2024 edition spells what was there before.
        if word.text == "unsafe" and (not at or words[at - 1].text not in {"[", ","}):
            yield "unsafe", at
    yield from (("extern block", piece.first) for piece in sketch.pieces if piece.kind == "foreign_mod_item")
