"""Text that is indexed by a number (P18)."""

from repair.moves.mending import mend

CHARACTER = """\
fn first(word: &str) -> char {
    word[0]
}
"""
BYTE = """\
fn is_dash(word: &String, at: usize) -> bool {
    word[at] == b'-'
}
"""
OTHER = """\
struct Word;

fn first(word: Word) -> char {
    word[0]
}
"""


def test_character() -> None:
    """Where a character is wanted, it is counted to."""
    mended = mend(CHARACTER)
    assert mended.compiles
    assert mended.text == CHARACTER.replace("word[0]", "word.chars().nth(0).unwrap()")
    assert "index-text" in mended.moves
    assert mended.faults == ()


def test_byte() -> None:
    """Where a byte is wanted, the bytes are indexed."""
    mended = mend(BYTE)
    assert mended.compiles
    assert mended.text == BYTE.replace("word[at]", "word.as_bytes()[at]")
    assert "index-text" in mended.moves
    assert mended.faults == ()


def test_other() -> None:
    """Other types are indexed as they are."""
    mended = mend(OTHER)
    assert not mended.compiles
    assert "index-text" not in mended.moves
    assert mended.faults == ()
