"""Values near an error in other forms."""

import pytest

from ferrule.repair.moves.wide import wrap
from repair.moves.wide.offering import compiles, offered

ACCEPTED = (
    (
        "fn g(s: &str) -> usize { s.len() }\npub fn f(v: &str) -> usize { g(v.to_string()) }\n",
        "fn g(s: &str) -> usize { s.len() }\npub fn f(v: &str) -> usize { g(&v.to_string()) }\n",
    ),
    (
        "pub fn f(x: &Option<String>) -> Option<&str> { x }\n",
        "pub fn f(x: &Option<String>) -> Option<&str> { x.as_deref() }\n",
    ),
    (
        "fn g(x: u8) -> u8 { x }\npub fn f(x: u8) -> u8 { g(&x) }\n",
        "fn g(x: u8) -> u8 { x }\npub fn f(x: u8) -> u8 { g(x) }\n",
    ),
    (
        "fn g(x: Option<u8>) -> Option<u8> { x }\npub fn f(x: u8) -> Option<u8> { g(x) }\n",
        "fn g(x: Option<u8>) -> Option<u8> { x }\npub fn f(x: u8) -> Option<u8> { g(Some(x)) }\n",
    ),
)
REFUSED = (
    ("pub fn f(x: u8) -> u8 { let y = &mut x; *y }\n", "let y = x"),
    ("pub fn f(x: &Vec<u8>) { x.push(1); }\n", "to_owned"),
    ("pub fn f(x: &Vec<u8>) { x.push(1); }\n", "*x.push"),
    ("pub fn f() { let _b = 0 as *const _; }\n", "= 0;"),
    ("pub const A: [(); 0.1] = [()];\n", "0.1 as"),
    ("pub const A: [(); 0.1] = [()];\n", "&0.1"),
    ("pub fn f(a: String) -> String { drop(a); a }\n", "drop(&a)"),
    ("pub fn f(a: Box<u8>) -> Box<u8> { drop(a); a }\n", "drop(a.as_ref())"),
    (
        "trait A {}\nimpl<T: Copy> A for T {}\nfn take<T: A>(_: &T) {}\npub fn f(x: Box<u8>) { take(&x) }\n",
        "&&",
    ),
    (
        "const A: [u8; 1] = [1];\npub const B: u8 = A[3];\n",
        "A",
    ),
    (
        "fn g(_: u8) {}\nfn count() -> String { String::new() }\npub fn f() { g(count()) }\n",
        "{ g() }",
    ),
)


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_offered(before: str, after: str) -> None:
    """The edit is among those that are offered, and the compiler has nothing against it."""
    assert after in offered(wrap, before)
    assert compiles(after)


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_not_offered(before: str, words: str) -> None:
    """No edit that is offered brings these words."""
    assert not [one for one in offered(wrap, before) if words in one]
