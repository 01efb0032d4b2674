"""Written types that the other end of an error asks for."""

import pytest

from ferrule.repair.moves.wide import retype
from repair.moves.wide.offering import compiles, offered

ACCEPTED = (
    (
        "trait X { type Y: Clone; }\nfn f<T: X + ?Sized>() {}\npub fn g() { f::<dyn X<Y = str>>(); }\n",
        "trait X { type Y: Clone; }\nfn f<T: X + ?Sized>() {}\npub fn g() { f::<dyn X<Y = String>>(); }\n",
    ),
    (
        "pub struct S { n: u8 }\npub fn f(s: &S) -> u32 { s.n }\n",
        "pub struct S { n: u32 }\npub fn f(s: &S) -> u32 { s.n }\n",
    ),
    (
        "pub fn f(v: &Vec<u8>) { v.push(1); }\n",
        "pub fn f(v: &mut Vec<u8>) { v.push(1); }\n",
    ),
)
REFUSED = (
    (
        "pub fn f() -> ! { 1 }\n",
        "-> i32",
    ),
    (
        "const A: [u8; 1] = [1];\npub const B: u8 = A[3];\n",
        "A",
    ),
)


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_offered(before: str, after: str) -> None:
    """The edit is among those that are offered, and the compiler has nothing against it."""
    assert after in offered(retype, before)
    assert compiles(after)


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_not_offered(before: str, words: str) -> None:
    """No edit that is offered brings these words."""
    assert not [one for one in offered(retype, before) if words in one]
