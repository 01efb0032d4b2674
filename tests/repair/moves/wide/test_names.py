"""Other names and other ways for one that nothing has."""

import pytest

from ferrule.repair.moves.wide import names
from repair.moves.wide.offering import compiles, offered

ACCEPTED = (
    (
        "pub fn total_price(x: u8) -> u8 { x }\npub fn f() -> u8 { price_total(1) }\n",
        "pub fn total_price(x: u8) -> u8 { x }\npub fn f() -> u8 { total_price(1) }\n",
    ),
    (
        "mod m { pub fn run() -> u8 { 1 } }\npub fn f() -> u8 { n::run() }\n",
        "mod m { pub fn run() -> u8 { 1 } }\npub fn f() -> u8 { crate::m::run() }\n",
    ),
    (
        "pub struct S { line_count: u8 }\npub fn f(s: &S) -> u8 { s.count }\n",
        "pub struct S { line_count: u8 }\npub fn f(s: &S) -> u8 { s.line_count }\n",
    ),
)
REFUSED = (
    (
        "pub fn f(apple: u8) -> u8 { zzz }\n",
        "{ apple }",
    ),
    (
        "pub trait A { type X; }\npub fn f() { let _x: A::X; }\n",
        "_x: X",
    ),
    (
        "pub fn f(one: u8, other: u16) -> u16 { one }\n",
        "{ other }",
    ),
)


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_offered(before: str, after: str) -> None:
    """The edit is among those that are offered, and the compiler has nothing against it."""
    assert after in offered(names, before)
    assert compiles(after)


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_not_offered(before: str, words: str) -> None:
    """No edit that is offered brings these words."""
    assert not [one for one in offered(names, before) if words in one]
