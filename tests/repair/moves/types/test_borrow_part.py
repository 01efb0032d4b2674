"""A part of a text that is assigned to a variable is borrowed (P05)."""

from repair.moves.mending import mend

LATER = """pub struct Name<'a> { pub inner: &'a str }
pub fn name(text: &str) -> Name<'_> {
    let inner;
    if text.len() > 2 {
        inner = text[2..];
    } else {
        inner = &text[1..];
    }
    Name { inner }
}
"""


def test_what_is_assigned_later() -> None:
    """The one that is borrowed already says what the variable is."""
    mended = mend(LATER)
    assert mended.compiles
    assert "inner = &text[2..];" in mended.text
    assert "inner = &text[1..];" in mended.text
    assert "borrow-part" in mended.moves
    assert mended.faults == ()


def test_a_whole_value() -> None:
    """A value without a range is none of its parts."""
    mended = mend("pub fn f(text: &str) -> usize { let s; s = *text; s.len() }\n")
    assert "borrow-part" not in mended.moves
