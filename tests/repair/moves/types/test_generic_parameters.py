"""Generic parameters that are there twice, too late, reserved, or at the wrong item."""

import pytest

from repair.moves.mending import mend

PROGRAMS = (
    ("pub fn f<'a, 'a>(x: &'a u8) -> &'a u8 { x }", "pub fn f<'a>(x: &'a u8) -> &'a u8 { x }"),
    ("pub struct P<T, T> { pub a: T, pub b: T }", "pub struct P<T, U> { pub a: T, pub b: U }"),
    ("pub trait A<T> { fn g<T: Clone>(&self, t: T); }", "pub trait A<T> { fn g<U: Clone>(&self, t: U); }"),
    ("pub struct P<T = U, U = u8>(T, U);", "pub struct P<U = u8, T = U>(T, U);"),
    ("pub fn f<'static>(x: &'static u8) -> &'static u8 { x }", "pub fn f<'a>(x: &'a u8) -> &'a u8 { x }"),
    (
        "pub struct M;\nimpl<T: Default> M { pub fn make(&self) -> T { T::default() } }",
        "pub struct M;\nimpl M { pub fn make<T: Default>(&self) -> T { T::default() } }",
    ),
)


@pytest.mark.parametrize(("before", "after"), PROGRAMS)
def test_one_edit_for_the_whole_item(before: str, after: str) -> None:
    """The list and all uses of the parameter change together."""
    mended = mend(before + "\n")
    assert mended.text == after + "\n"
    assert mended.moves == ("order-generic-parameters",)


def test_the_order_that_users_know_stays() -> None:
    """Where arguments are given by place, the default is written out and the order kept."""
    before = "pub struct P<T = U, U = u8>(T, U);\npub fn f(p: P<u8, u16>) -> u8 { p.0 }\n"
    mended = mend(before)
    assert mended.text == before.replace("T = U,", "T = u8,")


def test_a_parameter_of_a_trait_impl_that_nothing_uses() -> None:
    """It goes; one that a method uses stays."""
    start = "pub trait A { fn f(&self); }\npub struct B;\n"
    mended = mend(start + "impl<T: Default> A for B { fn f(&self) {} }\n")
    assert mended.text == start + "impl A for B { fn f(&self) {} }\n"
    mended = mend(start + "impl<T: Default> A for B { fn f(&self) { T::default(); } }\n")
    assert "order-generic-parameters" not in mended.moves


def test_a_condition_moves_with_its_parameter() -> None:
    """Only the method asks for it."""
    start = "pub struct L<T>(T);\n"
    mended = mend(start + "impl<T, U> L<T> where T: Into<U> { pub fn f(self) -> U { self.0.into() } }\n")
    assert mended.compiles
    assert "pub fn f<U>(self) -> U where T: Into<U> { self.0.into() }" in mended.text


def test_a_lifetime_that_nothing_is_lent_for() -> None:
    """A text of the program lives for ever."""
    start = "pub struct Row;\n"
    mended = mend(
        start + "impl<'a> Iterator for Row { type Item = &'a str; fn next(&mut self) -> Option<&'a str> { None } }\n"
    )
    assert mended.compiles
    assert "type Item = &'static str" in mended.text
