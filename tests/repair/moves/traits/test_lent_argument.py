"""An argument that a trait is there for by reference only is borrowed (P18)."""

import pytest

from repair.moves.mending import mend

JOINED = """\
pub fn f(parts: Vec<std::borrow::Cow<'_, [u8]>>) -> Vec<u8> {
    parts.join(&b' ')
}
"""
OWN = """\
pub struct Size(usize);
impl From<&String> for Size {
    fn from(text: &String) -> Self {
        Size(text.len())
    }
}
impl From<u8> for Size {
    fn from(size: u8) -> Self {
        Size(size.into())
    }
}
pub trait Fits<T> {}
impl Fits<&String> for Size {}
impl Fits<u8> for Size {}
fn fit<S: Fits<T>, T>(_: S, _: T) {}
"""


def test_joined_by_an_element() -> None:
    """Lists are joined by a reference to an element."""
    mended = mend(JOINED.replace("&b", "b"))
    assert mended.text == JOINED
    assert mended.moves == ("borrow-for-trait",)
    assert mended.faults == ()


@pytest.mark.parametrize("call", ["Size::from(&text)", "fit(size, &text)"])
def test_the_error_is_beside_it(call: str) -> None:
    """The compiler may point at the type, or at another argument."""
    right = f"{OWN}pub fn f(text: String, size: Size) {{\n    let _ = size.0;\n    {call};\n}}\n"
    mended = mend(right.replace("&text)", "text)"))
    assert mended.text == right
    assert mended.moves == ("borrow-for-trait",)


def test_nothing_for_it() -> None:
    """A separator of another type is not borrowed."""
    mended = mend("pub fn f(parts: Vec<Vec<u8>>) -> Vec<u8> {\n    parts.join(1.5)\n}\n")
    assert "borrow-for-trait" not in mended.moves
    assert mended.faults == ()
