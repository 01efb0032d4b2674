"""Words at bindings, closures and patterns."""

import pytest

from ferrule.repair.moves.wide import markers
from repair.moves.wide.offering import compiles, offered

ACCEPTED = (
    (
        "pub fn f() -> impl Fn() -> u8 { let x = 1; || x }\n",
        "pub fn f() -> impl Fn() -> u8 { let x = 1; move || x }\n",
    ),
    (
        "pub fn f(v: Vec<u8>) -> Vec<u8> { v.push(1); v }\n",
        "pub fn f(mut v: Vec<u8>) -> Vec<u8> { v.push(1); v }\n",
    ),
    (
        "pub fn f(o: &(String, u8)) -> usize { let (s, _) = *o; s.len() }\n",
        "pub fn f(o: &(String, u8)) -> usize { let (ref s, _) = *o; s.len() }\n",
    ),
)
REFUSED = (
    (
        "pub fn f(mut y: (usize, usize)) -> usize {\n    let (ref mut a, _) = y;\n    let (ref mut b, _) = y;\n"
        "    *a += 1;\n    *b += 1;\n    y.0\n}\n",
        "(a, _)",
    ),
    ("pub fn f() -> u8 { let mut n = 0; std::thread::spawn(|| n += 1).join().unwrap(); n }\n", "move"),
    (
        "pub fn f(x: u8) -> u16 { x }\n",
        "mut",
    ),
    (
        "pub fn f(mut v: Vec<u8>) -> u8 { v.push(1); v }\n",
        "mut mut",
    ),
)


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_offered(before: str, after: str) -> None:
    """The edit is among those that are offered, and the compiler has nothing against it."""
    assert after in offered(markers, before)
    assert compiles(after)


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_not_offered(before: str, words: str) -> None:
    """No edit that is offered brings these words."""
    assert not [one for one in offered(markers, before) if words in one]
