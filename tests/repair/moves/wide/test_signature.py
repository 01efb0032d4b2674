"""Parameters in other forms, with the callers."""

import pytest

from ferrule.repair.moves.wide import signature
from repair.moves.wide.offering import compiles, offered

ACCEPTED = (
    (
        "pub fn f(v: &Vec<u8>) { v.push(1); }\npub fn g(mut v: Vec<u8>) -> Vec<u8> { f(&v); v }\n",
        "pub fn f(v: &mut Vec<u8>) { v.push(1); }\npub fn g(mut v: Vec<u8>) -> Vec<u8> { f(&mut v); v }\n",
    ),
    (
        "fn f(v: Vec<u8>) -> usize { v.len() }\npub fn g(v: Vec<u8>) -> usize { f(v) + f(v) }\n",
        "fn f(v: &Vec<u8>) -> usize { v.len() }\npub fn g(v: Vec<u8>) -> usize { f(&v) + f(&v) }\n",
    ),
)
REFUSED = (
    ("fn f(_a: u8, _b: u8) {}\npub fn g() { f(1) }\n", "&u8"),
    (
        "trait A { fn f(&self, v: &Vec<u8>); }\n"
        "pub struct S;\n"
        "impl A for S { fn f(&self, v: &Vec<u8>) { v.push(1); } }\n",
        "&mut Vec",
    ),
)


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_offered(before: str, after: str) -> None:
    """The edit is among those that are offered, and the compiler has nothing against it."""
    assert after in offered(signature, before)
    assert compiles(after)


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_not_offered(before: str, words: str) -> None:
    """No edit that is offered brings these words."""
    assert not [one for one in offered(signature, before) if words in one]
