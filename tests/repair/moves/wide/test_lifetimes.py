"""Lifetimes of the signatures that an error points into."""

import pytest

from ferrule.repair.moves.wide import lifetimes
from repair.moves.wide.offering import compiles, offered

ACCEPTED = (
    (
        "pub trait A { const N: &'static str; }\nimpl<'a> A for &'a () { const N: &'a str = \"\"; }\n",
        "pub trait A { const N: &'static str; }\nimpl<'a> A for &'a () { const N: &'static str = \"\"; }\n",
    ),
    (
        "pub fn f<'a, 'b>(x: &'a str, _y: &'b str) -> &'b str { x }\n",
        "pub fn f<'a, 'b>(x: &'a str, _y: &'b str) -> &'a str { x }\n",
    ),
    (
        "pub fn f<'a, 'b>(x: &'a str, _y: &'b str) -> &'b str { x }\n",
        "pub fn f<'a: 'b, 'b>(x: &'a str, _y: &'b str) -> &'b str { x }\n",
    ),
)
REFUSED = (
    ("pub fn f<'a>(x: &'a str) -> impl Fn() -> &'static str + 'a { move || x }\n", "x: &'static"),
    ("pub fn f<'a>(x: &'a str) -> &'b str { x }\n", "-> &'a"),
    (
        "pub trait T0<'l> {}\n"
        "pub trait T1<'l, T> {}\n"
        "impl<'l0, 'l1, T> T1<'l0, T> for bool where T: T0<'l0>, T: T0<'l1> {}\n",
        "T: T0<'l1>, T: T0<'l1>",
    ),
    (
        "pub fn f(x: u8) -> u16 { x }\n",
        "'",
    ),
)


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_offered(before: str, after: str) -> None:
    """The edit is among those that are offered, and the compiler has nothing against it."""
    assert after in offered(lifetimes, before)
    assert compiles(after)


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_not_offered(before: str, words: str) -> None:
    """No edit that is offered brings these words."""
    assert not [one for one in offered(lifetimes, before) if words in one]
