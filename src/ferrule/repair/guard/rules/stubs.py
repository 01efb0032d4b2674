"""Refuse code that compiles and stops the program."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.guard.rule import Change, Example, Found, Verdict, refuse_gain
from ferrule.repair.guard.sketch import Sketch

EXAMPLES: Final = (
    Example("fn f() -> u8 { }", "fn f() -> u8 { todo!() }", "adds-stub"),
    Example("fn f() -> u8 { }", 'fn f() -> u8 { std::panic!("no") }', "adds-stub"),
    Example("fn f() { g(h()); }", "fn f() { assert_eq!(g(unreachable! {}), 1); }", "adds-stub"),
    Example("fn f() { use_it(1); }", "fn f() { assert!(false); use_it(1); }", "adds-stub"),
    Example("fn f() { unimplemented!() }", "fn f() { unimplemented ! ( ) }", None),
    Example("fn f() { let todo = 1; }", "fn f() { let todo = !1; }", None),
)
_STUBS: Final = frozenset({"todo", "unimplemented", "panic", "unreachable", "unreachable_unchecked", "compile_error"})


def judge(change: Change) -> Verdict:
    """Refuse an added macro that never returns."""
    return refuse_gain(change, _find, "adds-stub")


def _find(sketch: Sketch) -> Iterator[Found]:
    words = sketch.words
    for at in range(len(words) - 1):
        text, follows = words[at].text, words[at + 1].text
        if text in _STUBS and (follows == "!" or text.endswith("_unchecked")):
            yield f"{text}!", at
        elif text == "assert" and sketch.text(at + 1, at + 4) == ("!", "(", "false"):
            yield "assert!(false)", at
