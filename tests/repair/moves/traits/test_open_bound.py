"""Bounds with an open argument (P17)."""

from repair.moves.mending import mend

TEXT = """\
pub fn shout<T>(word: T) -> String {
    word.as_ref().to_uppercase()
}
"""
NONE = """\
pub fn shout<T>(word: T) -> String {
    word.shouted()
}
"""


def test_text() -> None:
    """The types at hand fill it; which is meant, the use tells."""
    mended = mend(TEXT)
    assert mended.compiles
    assert mended.text == TEXT.replace("shout<T>", "shout<T: AsRef<str>>")
    assert "fill-bound" in mended.moves
    assert mended.faults == ()


def test_none() -> None:
    """A method of nothing has no bound."""
    mended = mend(NONE)
    assert not mended.compiles
    assert "fill-bound" not in mended.moves
    assert mended.faults == ()
