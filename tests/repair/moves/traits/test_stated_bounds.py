"""Bounds that say too little or too much."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pub fn f(a: Box<dyn 'static>) {}", "pub fn f(a: Box<dyn std::any::Any + 'static>) {}"),
        ("pub fn f<'a>(a: &'a u8) -> impl 'a { a }", "pub fn f<'a>(a: &'a u8) -> impl Sized + 'a { a }"),
        ("pub fn f<'a, 'b>(a: Box<dyn Send + 'a + 'b>) {}", "pub fn f<'a, 'b>(a: Box<dyn Send + 'a>) {}"),
        (
            "pub fn f<F>(a: F) where for<'a> F: for<'b> Fn(&'a u8, &'b u8) {}",
            "pub fn f<F>(a: F) where for<'a, 'b> F: Fn(&'a u8, &'b u8) {}",
        ),
    ],
)
def test_it_is_stated(before: str, after: str) -> None:
    """The trait, one lifetime, or one `for` (P05)."""
    mended = mend(before + "\n")
    assert mended.text == after + "\n"
    assert mended.moves == ("state-bound",)


def test_an_object_of_two_lifetimes() -> None:
    """Its own is said beside those of the trait."""
    trait = "pub trait Both<'a, 'b>: 'a + 'b {}\n"
    mended = mend(trait + "pub struct Row<'a, 'b> { inner: &'a dyn Both<'a, 'b> }\n")
    assert mended.compiles
    assert "inner: &'a (dyn Both<'a, 'b> + '" in mended.text


def test_one_name_in_two_traits() -> None:
    """The binding is said of each."""
    traits = "pub trait A { type Out; }\npub trait B { type Out; }\npub trait C: A + B {}\n"
    mended = mend(traits + "pub fn f<T: C<Out = u8>>(a: T) {}\n")
    assert mended.text == traits + "pub fn f<T: C + A<Out = u8> + B<Out = u8>>(a: T) {}\n"


def test_an_object_for_a_shorter_time() -> None:
    """`Any` lives for ever: which trait was meant is not known."""
    mended = mend("pub fn f<'a>(a: Box<dyn 'a>) {}\n")
    assert not mended.compiles
    assert "state-bound" not in mended.moves
