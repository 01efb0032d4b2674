"""Single tokens where a text does not parse."""

import pytest

from ferrule.repair.moves.wide import tokens
from repair.moves.wide.offering import compiles, offered

ACCEPTED = (
    (
        "pub fn f() -> u8 { let x = 1 x }\n",
        "pub fn f() -> u8 { let x = 1; x }\n",
    ),
    (
        "pub struct S { pub a: u8 pub b: u8 }\n",
        "pub struct S { pub a: u8, pub b: u8 }\n",
    ),
    (
        "pub fn f(o: Option<u8>) -> u8 { Some(x) = o else { return 0 }; x }\n",
        "pub fn f(o: Option<u8>) -> u8 { let Some(x) = o else { return 0 }; x }\n",
    ),
)
REFUSED = (
    ("pub fn f() -> impl Iterator<Item = ()> + !Send { std::iter::empty() }\n", "+ Send"),
    (
        "fn g(a: u8, b: u8) -> u8 { a + b }\npub fn f() -> u8 { g(1 2) }\n",
        "g(1)",
    ),
    (
        "fn g(a: u8, b: u8) -> u8 { a + b }\npub fn f() -> u8 { g(1 2) }\n",
        "g(2)",
    ),
)


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_offered(before: str, after: str) -> None:
    """The edit is among those that are offered, and the compiler has nothing against it."""
    assert after in offered(tokens, before)
    assert compiles(after)


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_not_offered(before: str, words: str) -> None:
    """No edit that is offered brings these words."""
    assert not [one for one in offered(tokens, before) if words in one]
