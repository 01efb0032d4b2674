"""Patterns of another shape than the value are fitted to it (P05, P15)."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        ("pub fn f(p: (u8, u8, u8)) -> u8 { let (a, b) = p; a + b }", "let (a, b, _) = p;", "fit-pattern"),
        ("pub fn f(p: (u8, u8)) -> u8 { let (_, a, b) = p; a + b }", "let (a, b) = p;", "fit-pattern"),
        ("pub fn f(p: [u8; 3]) -> u8 { let [a, b] = p; a + b }", "let [a, b, ..] = p;", "fit-pattern"),
        ("pub fn f(p: [u8; 2]) -> u8 { let [a, c, b] = p; a + b }", "let [a, b] = p;", "fit-pattern"),
        ("pub fn f(p: (u8, u8)) -> u8 { match p { [a, b] => a + b } }", "match p { (a, b)", "fit-pattern"),
        ("pub fn f(p: Option<u8>) -> u8 { match p { Some(a, b) => a, None => 0 } }", "Some(a) => a", "fit-pattern"),
        (
            'pub fn f(t: &str) -> u8 { match t { "a"..="f" => 1, _ => 2 } }',
            'value if value >= "a" && value <= "f" => 1',
            "range-to-guard",
        ),
        ("pub fn f(o: Option<u8>) -> Option<u8> { let Some(x) = o; Some(x + 1) }", "let x = o?;", "let-else"),
        ('pub fn f(o: Option<u8>) { let Some(x) = o; println!("{x}"); }', "= o else { return };", "let-else"),
        (
            'pub fn f(v: &[Option<u8>]) { for o in v { let Some(x) = o; println!("{x}"); } }',
            "let Some(x) = o else { continue };",
            "let-else",
        ),
        (
            "pub fn f(v: Vec<Option<u8>>) -> u8 { let mut n = 0; for Some(x) in v { n += x; } n }",
            "for x in v.into_iter().flatten() {",
            "let-else",
        ),
    ],
)
def test_the_shape_of_the_value(before: str, after: str, move: str) -> None:
    """Parts that nobody uses go, `_` and `..` stand for the others, and a pattern may fail where it leaves."""
    mended = mend(before + "\n")
    assert mended.compiles
    assert after in mended.text
    assert mended.moves == (move,)
    assert mended.faults == ()


@pytest.mark.parametrize(
    "before",
    [
        "pub fn f(p: u8) -> u8 { match p { [a, b] => a + b } }",
        "pub fn f(o: Option<u8>) -> u8 { let Some(x) = o; x }",
    ],
)
def test_no_shape_at_all(before: str) -> None:
    """A number has no parts, and a function that has to give a number cannot just leave."""
    mended = mend(before + "\n")
    assert not mended.compiles
    assert mended.text == before + "\n"
    assert mended.faults == ()
