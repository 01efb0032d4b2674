"""Matches that forget a case get an arm whose body follows from something, or none (P05, P15)."""

import pytest

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend

KIND = "pub enum Kind { One, TwoParts, Three, Four }\n"
NODE = "pub enum Node { Num(u8), Text(String), Line { from: u8, to: u8 } }\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'pub fn f(k: &Kind) -> &str {\n    match k {\n        Kind::One => "one",\n'
            '        Kind::Three => "three",\n        Kind::Four => "four",\n    }\n}',
            '        Kind::One => "one",\n        Kind::TwoParts => "two_parts",\n        Kind::Three',
        ),
        (
            "impl Kind { pub fn f(&self) -> u8 { match self { Self::One => 1, Self::TwoParts => 2, Self::Four => 4 "
            "} } }",
            "Self::Three => 3, Self::Four => 4",
        ),
        (
            "pub fn f(k: &Kind) -> u8 { match k { Kind::One => 7, Kind::TwoParts => 9, Kind::Four => 9 } }",
            "Kind::Three => 9,",
        ),
        (
            'pub fn f(n: &Node) -> String { match n { Node::Num(x) => format!("num {x}"), Node::Line { from, to } => '
            'format!("line {from} {to}") } }',
            'Node::Text(x) => format!("text {x}"),',
        ),
        ("pub fn f(k: &Kind) -> bool { match k { Kind::One | Kind::Three => true, Kind::Four => true } }", "=> false,"),
        (
            "pub fn f(o: Option<u8>) -> Option<u8> { let x = match o { Some(x) => x }; Some(x + 1) }",
            "None => return None,",
        ),
        (
            "pub fn f(k: Kind) -> Kind { match k { Kind::One => Kind::TwoParts, Kind::TwoParts => Kind::One, "
            "Kind::Three => Kind::Four } }",
            "Kind::Four => Kind::Three,",
        ),
        ("pub fn f(o: Option<u8>) -> Option<u8> { match o { Some(x) => Some(x + 1) } }", "None => None,"),
        (
            "pub fn f(o: Result<u8, u8>) -> Result<u8, u8> { match o { Ok(x) => Ok(x + 1) } }",
            "Err(error) => Err(error),",
        ),
        ("pub fn f(o: Result<u8, u8>) -> u8 { match o { Err(x) => x + 1 } }", "Ok(value) => value,"),
        ("pub fn f(o: Option<u8>, v: &mut Vec<u8>) { match o { Some(x) => v.push(x) } }", "None => {},"),
        (
            "pub fn f(a: Option<u8>, b: Option<u8>) -> u8 { let x = match a { Some(x) => x, None => return 7 };"
            " let y = match b { Some(y) => y }; x + y }",
            "Some(y) => y, None => return 7,",
        ),
    ],
)
def test_bodies_that_follow(before: str, after: str) -> None:
    """From the form of the other arms, a count, both neighbours, or what the function does without a value."""
    mended = mend(KIND + NODE + before + "\n")
    assert mended.compiles
    assert after in mended.text
    assert set(mended.moves) == {"add-arm"}
    assert mended.faults == ()


def test_a_wildcard_has_its_price() -> None:
    """Numbers need `_`, which takes whatever comes."""
    mended = mend("pub fn f(n: u8) -> Option<char> { match n { 1 => Some('a'), 2 => Some('b') } }\n")
    assert mended.compiles
    assert "_ => None," in mended.text
    assert mended.costs == (CostKind.WILDCARD_ARM,)


@pytest.mark.parametrize(
    "before",
    [
        "pub fn f(k: &Kind) -> u8 { match k { Kind::One => 7, Kind::TwoParts => 9, Kind::Three => 12 } }",
        "pub fn f(o: Result<u8, u8>, v: &mut Vec<u8>) { match o { Ok(x) => v.push(x) } }",
        "pub fn f(n: &Node) -> Option<u8> { let x = match n { Node::Num(x) => *x, Node::Text(_) => 3 }; Some(x + 1) }",
        "pub fn f(k: &Kind, v: &mut Vec<u8>) { match k { Kind::One => v.push(1), Kind::Three => v.clear() } }",
    ],
)
def test_bodies_that_nothing_tells(before: str) -> None:
    """No value and no action is invented where the arms have nothing in common."""
    mended = mend(KIND + NODE + before + "\n")
    assert not mended.compiles
    assert mended.moves == ()
    assert mended.faults == ()


def test_no_way_out_is_invented() -> None:
    """A loop is not left or continued for a case of which the other arms say nothing."""
    before = "pub fn f(v: &[Option<u8>]) -> u8 { let mut n = 0; for o in v { n += match o { Some(x) => x }; } n }\n"
    assert not mend(before).compiles


def test_answers_are_not_made_of_what_is_there() -> None:
    """Where the other arms give `Ok` or `Err`, the bare value is none, and no error is made of it."""
    text = """pub fn f(a: Option<&String>) -> Result<Option<bool>, String> {
    match a {
        None => Ok(None),
    }
}
"""
    mended = mend(text)
    assert not mended.compiles
    assert mended.moves == ()
