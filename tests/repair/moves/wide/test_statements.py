"""Statements and their parts in other places."""

import pytest

from ferrule.repair.moves.wide import statements
from repair.moves.wide.offering import compiles, offered

ACCEPTED = (
    (
        "pub fn f() { let _p = &raw const 2; }\n",
        "pub fn f() { let bound = 2;\nlet _p = &raw const bound; }\n",
    ),
    (
        'pub fn f() -> usize { let s = String::from("a").trim(); s.len() }\n',
        'pub fn f() -> usize { let from = String::from("a");\nlet s = from.trim(); s.len() }\n',
    ),
    (
        'pub fn f() -> usize { let r: &String; { let s = String::from("a"); r = &s; } r.len() }\n',
        'pub fn f() -> usize { let r: &String; let s = String::from("a");\n{  r = &s; } r.len() }\n',
    ),
)
REFUSED = (
    ("pub fn f(m: &std::sync::Mutex<String>) -> &str { m.lock().unwrap().trim() }\n", "let "),
    (
        'pub fn f(a: bool) -> bool { a && String::from("a").trim() }\n',
        "let from",
    ),
    (
        "fn one() -> u8 { 1 }\n"
        "fn two() -> String { String::new() }\n"
        "fn g(_: u8, _: u8) {}\n"
        "pub fn f() { g(one(), two()) }\n",
        "let two",
    ),
)


@pytest.mark.parametrize(("before", "after"), ACCEPTED)
def test_offered(before: str, after: str) -> None:
    """The edit is among those that are offered, and the compiler has nothing against it."""
    assert after in offered(statements, before)
    assert compiles(after)


@pytest.mark.parametrize(("before", "words"), REFUSED)
def test_not_offered(before: str, words: str) -> None:
    """No edit that is offered brings these words."""
    assert not [one for one in offered(statements, before) if words in one]
