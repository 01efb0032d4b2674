"""An iterator where a collection or a text is wanted is collected (P18)."""

import re

import pytest

from repair.moves.mending import mend

USES = """\
use std::char::ParseCharError as Failed;
use std::collections::{BTreeSet, HashMap};
pub struct All { pub items: Vec<u8> }
fn take(_: &[u8]) {}
"""


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("a: &str) -> usize", "let a: String = a.chars().filter(|&x| !x.is_whitespace()).collect();\n    a.len()"),
        ("a: &str) -> String", "a.chars().rev().collect()"),
        ("a: &[u8]) -> HashMap<u8, usize>", "a.iter().enumerate().map(|(n, x)| (*x, n)).collect()"),
        ("a: &[u8]) -> usize", "let all: BTreeSet<_> = a.iter().collect();\n    all.len()"),
        ("a: &[char]) -> Option<Vec<u32>>", "a.iter().map(|x| x.to_digit(10)).collect()"),
        ("a: &[&str]) -> Result<String, Failed>", "a.iter().map(|x| x.parse::<char>()).collect()"),
        ("a: &[u8]) -> Box<[u8]>", "a.iter().map(|x| x + 1).collect()"),
        ("a: &[u8]) -> Option<Vec<u8>>", "Some(a.iter().map(|x| x + 1).collect())"),
        ("a: &[u8])", "take(&a.iter().map(|x| x + 1).collect::<Vec<_>>());"),
        ("a: &[u8]) -> All", "let items = a.iter().map(|x| x + 1).collect();\n    All { items }"),
        ("a: &[u8]) -> String", "a\n        .iter()\n        .map(|x| char::from(*x))\n        .collect()"),
    ],
)
def test_what_is_made_of_an_iterator(head: str, body: str) -> None:
    """The call that is missing stands where it stood, for whatever is collected."""
    right = f"{USES}pub fn f({head} {{\n    {body}\n}}\n"
    mended = mend(re.sub(r"\s*\.collect(?:::<Vec<_>>)?\(\)", "", right))
    assert mended.text == right
    assert mended.moves in {("collect-into",), ("convert-value",)}
    assert mended.faults == ()


def test_own_collection() -> None:
    """A type of the crate that is made from an iterator is collected into."""
    right = "pub struct Bag(Vec<u8>);\nimpl FromIterator<u8> for Bag {\n"
    right += (
        "    fn from_iter<I: IntoIterator<Item = u8>>(all: I) -> Self {\n        Bag(Vec::from_iter(all))\n    }\n}\n"
    )
    right += "pub fn f(a: &[u8]) -> Bag {\n    a.iter().copied().collect()\n}\n"
    mended = mend(right.replace(".collect()", ""))
    assert mended.text == right
    assert mended.moves == ("collect-into",)


def test_an_iterator_that_is_advanced_first() -> None:
    """What a `mut` variable still has is collected where it is wanted."""
    right = (
        "pub fn f(a: &[u8]) -> Vec<u8> {\n    let mut all = a.iter().copied();\n    all.next();\n    all.collect()\n}\n"
    )
    assert mend(right.replace("    all.collect()", "    all")).text == right


def test_a_number() -> None:
    """Nothing is collected into a number."""
    mended = mend("pub fn f(a: &[u8]) -> usize {\n    let n: usize = a.iter().filter(|x| **x > 1);\n    n\n}\n")
    assert "collect-into" not in mended.moves
    assert mended.faults == ()
