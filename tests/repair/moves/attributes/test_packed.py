"""References to fields of packed structs."""

from repair.moves.mending import mend

HEAD = "#[repr(packed)]\npub struct A { a: u8, b: u32, c: String }\n"


def test_the_field_is_copied_first() -> None:
    """In a macro call and behind `&`."""
    mended = mend(HEAD + 'pub fn f(a: &A) -> String { format!("{}", a.b) }\n')
    assert mended.text == HEAD + 'pub fn f(a: &A) -> String { format!("{}", { a.b }) }\n'
    assert mended.moves == ("copy-packed-field",)


def test_what_cannot_be_copied_stays() -> None:
    """A block would move it out of what is borrowed."""
    mended = mend(HEAD + "pub fn f(a: &A) -> usize { let c = &a.c; c.len() }\n")
    assert not mended.compiles
