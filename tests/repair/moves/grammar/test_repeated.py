"""What is said twice, or of a parameter that is not used."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("pub struct A<T: ?Sized + ?Sized> { pub a: Box<T> }\n", "pub struct A<T: ?Sized> { pub a: Box<T> }\n"),
        ("pub type A = dyn Iterator<Item = u8, Item = u8>;\n", "pub type A = dyn Iterator<Item = u8>;\n"),
        ("pub type A<T> where T: Copy = u8;\n", "pub type A = u8;\n"),
        ("pub fn f<'_>(a: &'_ str) -> usize { a.len() }\n", "pub fn f(a: &'_ str) -> usize { a.len() }\n"),
    ],
)
def test_one_of_them_goes(wrong: str, right: str) -> None:
    """The second bound or binding, or the parameter."""
    mended = mend(wrong)
    assert mended.text == right
    assert mended.moves == ("drop-repetition",)


def test_different_bounds_stay() -> None:
    """An error elsewhere on the line takes no bound away."""
    mended = mend("pub fn f<T: Copy + Send>(a: T) -> T { b }\n")
    assert "T: Copy + Send" in mended.text


def test_only_sized_can_be_relaxed() -> None:
    """Other bounds are not there unless they are asked for."""
    mended = mend("pub fn f<T: ?Sized + ?Send>(a: &T) {}\n")
    assert mended.text == "pub fn f<T: ?Sized>(a: &T) {}\n"
