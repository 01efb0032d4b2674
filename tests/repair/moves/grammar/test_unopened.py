"""Brackets that are closed and were never opened."""

from repair.moves.mending import mend

SOUND = """pub fn larger(a: u32, b: u32) -> Option<u32> {
    if a > b {
        Some(a.max(b))
    } else {
        None
    }
}
"""


def test_a_brace_is_missing_before_indented_lines() -> None:
    """The head of the block gets it, of a function and of a branch."""
    for right, wrong in (("if a > b {", "if a > b"), ("Option<u32> {", "Option<u32>"), ("else {", "else")):
        assert mend(SOUND.replace(right, wrong)).text == SOUND


def test_a_parenthesis_is_missing_or_too_much() -> None:
    """It is opened behind the name of the call, or left out."""
    assert mend(SOUND.replace("max(b)", "max b)")).text == SOUND
    assert mend(SOUND.replace("max(b))", "max(b)))")).text == SOUND
    assert mend(SOUND.replace("None\n    }\n}", "None\n    }}\n}")).text.split() == SOUND.split()


def test_another_error_with_braces() -> None:
    """A block of the wrong type is none of a missing brace."""
    mended = mend("pub fn f(a: bool) -> u8 {\n    if a {\n        b()\n    } else {\n        2\n    }\n}\n")
    assert "open-delimiter" not in mended.moves
