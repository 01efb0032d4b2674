"""`_` in signatures."""

from repair.moves.mending import mend


def test_the_trait_tells() -> None:
    """Trait and impl have the same types (P05)."""
    mended = mend("pub trait A { fn f(&self, a: _) -> u8; }\nimpl A for u8 { fn f(&self, a: u16) -> u8 { *self } }\n")
    assert "pub trait A { fn f(&self, a: u16) -> u8; }" in mended.text
    assert mended.moves == ("fill-placeholder",)


def test_callers_tell() -> None:
    """What is handed over has a type."""
    mended = mend("fn f(a: _) -> usize { a.len() }\npub fn g(b: &str) -> usize { f(b) }\n")
    assert mended.text.startswith("fn f(a: &str) -> usize { a.len() }\n")


def test_a_literal_tells() -> None:
    """A field has the type of its values."""
    mended = mend("pub struct Row { a: _ }\npub fn g() -> Row { Row { a: String::new() } }\n")
    assert mended.text.startswith("pub struct Row { a: String }\n")


def test_it_is_given_back() -> None:
    """The return type is its type."""
    mended = mend("pub fn f(a: _) -> u8 { a }\n")
    assert mended.text == "pub fn f(a: u8) -> u8 { a }\n"


def test_nothing_tells() -> None:
    """A field that nobody fills stays open."""
    mended = mend("pub struct Row { a: _ }\n")
    assert not mended.compiles
    assert not mended.moves
