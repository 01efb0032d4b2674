"""Documentation that documents nothing."""

from repair.moves.mending import mend


def test_it_becomes_a_plain_comment() -> None:
    """Behind the last field, and at the end of a body, with the lines that belong to it."""
    mended = mend("pub struct A {\n    pub a: u8, /// the first\n}\n")
    assert mended.text == "pub struct A {\n    pub a: u8, // the first\n}\n"
    mended = mend("pub mod m {\n    pub fn f() {}\n    /// one\n    /// two\n}\n")
    assert mended.text == "pub mod m {\n    pub fn f() {}\n    // one\n    // two\n}\n"
    assert mended.moves == ("plain-comment",)


def test_what_documents_something_stays() -> None:
    """Another error near documentation does not touch it."""
    mended = mend("/// Gives one.\npub fn f() -> u8 { one() }\n")
    assert "plain-comment" not in mended.moves
    assert "/// Gives one." in mended.text
