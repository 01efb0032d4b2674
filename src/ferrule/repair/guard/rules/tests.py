"""Refuse an edit that makes a test ask for less."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ferrule.facts.repair import Refusal
from ferrule.repair.guard.pairing import Fate, normal
from ferrule.repair.guard.parts import Part
from ferrule.repair.guard.rule import Change, Example, Found, Verdict, refuse_gain
from ferrule.repair.guard.sketch import Piece, Shape, Sketch

EXAMPLES: Final = (
    Example("#[test]\nfn t() { assert_eq!(f(), 4); }", "fn t() { assert_eq!(f(), 4); }", "weakens-test"),
    Example("#[test]\nfn t() { g(); }", "#[test]\n#[ignore]\nfn t() { g(); }", "weakens-test"),
    Example("#[test]\nfn t() { g(); }", "#[test]\n#[should_panic]\nfn t() { g(); }", "weakens-test"),
    Example("#[test]\nfn t() { assert_eq!(f(), 4); }", "#[test]\nfn t() { assert!(f() == 4); }", "weakens-test"),
    Example("#[test]\nfn t() { assert_eq!(f(), 4); }", "#[test]\nfn t() { assert_eq!(f(), 5); }", "weakens-test"),
    Example("#[test]\nfn t() { assert!(f() < 4); g(); }", "#[test]\nfn t() { g(); }", "weakens-test"),
    Example("#[test]\nfn t() { assert!(a && b); }", "#[test]\nfn t() { assert!(a); }", "weakens-test"),
    Example("#[test]\nfn t() { let want = 4; }", "#[test]\nfn t() { let want = 5; }", "weakens-test"),
    Example(
        "#[cfg(test)]\nmod t { fn c(x: u8) { assert_eq!(x, 4); } }",
        "#[cfg(test)]\nmod t { fn c(x: u8) { assert_eq!(x, x); } }",
        "weakens-test",
    ),
    Example(
        '#[test]\n#[should_panic(expected = "a")]\nfn t() { g(); }',
        "#[test]\n#[should_panic]\nfn t() { g(); }",
        "weakens-test",
    ),
    Example("#[test]\nfn t() { assert_eq!(f(), 4); }", "#[test]\nfn t() { assert_eq!(*f(), 4_u8); }", None),
    Example("#[test]\nfn t() { assert_eq!(fone(), 4); }", "#[test]\nfn t() { assert_eq!(phone(), 4); }", None),
    Example('#[test]\nfn t() { eq(f(), "4"); }', "#[test]\nfn t() { eq(f(), 4); }", None),
    Example("fn f() { let want = 4; }", "fn f() { let want = 5; }", None),
)
_MARKS: Final = frozenset({"ignore", "should_panic"})
_TEST: Final = re.compile(r"#\[(?:[\w:]*test|cfg_attr\(.*\btest)")
"""An attribute that makes a function a test."""


def judge(change: Change) -> Verdict:
    """Refuse tests that are no longer run, assertions that say less and expected values that changed."""
    verdict = refuse_gain(change, _find_marks, "weakens-test")
    if verdict:
        return verdict
    unmarked = _find_unmarked(change)
    if unmarked is not None:
        return Refusal("weakens-test", f"`{unmarked.name}` is no longer tested as it was", unmarked.line)
    for at, fate in enumerate(change.pairing.fates):
        if fate is not Fate.KEPT and at not in change.excused and _matters(change, at):
            word = change.before.words[at]
            return Refusal("weakens-test", f"a test loses `{word.text}`", word.line)
    return ()


def _find_marks(sketch: Sketch) -> Iterator[Found]:
    for piece in sketch.pieces:
        if piece.kind == "attribute_item":
            for at in range(piece.first, piece.end):
                if sketch.words[at].text in _MARKS:
                    yield sketch.words[at].text, at


def _find_unmarked(change: Change) -> Piece | None:
    """Find a function that lost the attribute which makes it a test or says how it fails."""
    after = {piece.key: piece.attributes for piece in change.after.pieces if piece.kind == "function_item"}
    for piece in change.before.pieces:
        if piece.kind == "function_item" and piece.key in after:
            lost = Counter(piece.attributes) - Counter(after[piece.key])
            if any(_TEST.match(text) or text.startswith("#[should_panic(") for text in lost):
                return piece
    return None


def _matters(change: Change, at: int) -> bool:
    """Say whether a token that left its place was part of what a test demands."""
    word, fate = change.before.words[at], change.pairing.fates[at]
    if word.part is Part.LIGHT or (fate is Fate.MOVED and word.part is not Part.LITERAL):
        return False
    around = [piece for piece in change.before.pieces if piece.first <= at < piece.end]
    if not any(piece.tested for piece in around if piece.shape is Shape.ITEM or piece.kind == "macro_invocation"):
        return False
    if word.part is Part.LITERAL:
        return not _same_value(change, at)
    asserts = any(piece.kind == "macro_invocation" and "assert" in piece.name for piece in around)
    return asserts and (fate is Fate.LOST or "assert" in word.text) and not _leads_nowhere(change, at)


def _leads_nowhere(change: Change, at: int) -> bool:
    """Say whether a token leads to a name that, as the error says, is not there: another way to it means the same."""
    words, last = change.before.words, at
    while last + 2 < len(words) and words[last + 1].text == "::":
        last += 2
    is_there = change.pairing.fates[last] is not Fate.LOST
    return last > at and is_there and change.asked.unknown(words[last].text)


def _same_value(change: Change, at: int) -> bool:
    """Say whether the new text still has this value: in place of the old one, or moved with its statement."""
    value = normal(change.before.words[at].text)
    added = (change.after.words[n] for n in change.pairing.added)
    return any(word.part is Part.LITERAL and normal(word.text) == value for word in added)
