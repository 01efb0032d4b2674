"""Lifetimes of a `for` that no argument has are declared on the item."""

from repair.moves.mending import mend


def test_a_bound_of_a_function() -> None:
    """The caller chooses the lifetime."""
    mended = mend("pub fn f<F>(_: F) where F: for<'a> Fn(u8) -> Option<&'a u8> {}\n")
    assert mended.text == "pub fn f<'a, F>(_: F) where F: Fn(u8) -> Option<&'a u8> {}\n"
    assert mended.moves == ("declare-lifetime-outside",)


def test_a_lifetime_that_an_argument_has() -> None:
    """Another error of such a bound is left alone."""
    mended = mend("pub fn f<F>(_: F) where F: for<'a> Fn(&'a u8) -> Missing<'a> {}\n")
    assert not mended.compiles
    assert mended.moves == ()
