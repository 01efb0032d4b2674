"""Errors in several places with one reason: it is mended there (P05)."""

import pytest

from repair.moves.mending import mend

MATCHED = """pub const fn ok(c: u8) -> bool {
    match c as char {
        '+' | '-' | '.' => true,
        '|' | '&' => false,
        'a'..='z' => true,
        _ => false,
    }
}
"""
NAMED = """pub fn f(key: char, v: &[u8]) -> u8 {
    let value = key as u32;
    if value <= 127 {
        let small = u8::try_from(value).expect("small");
        v[usize::from(small)]
    } else { g(value) }
}
fn g(k: u32) -> u8 { (k % 7) as u8 }
"""
CONSTANT = """pub struct S<const CAP: usize>([u8; CAP]);
impl<const CAP: usize> S<CAP> { pub fn n(&self) -> usize { CAP } }
impl<const CAP: usize> PartialEq<str> for S<CAP> { fn eq(&self, o: &str) -> bool { self.0.len() == o.len() } }
"""
RETURNED = """pub enum E<L, R> { Left(L), Right(R) }
use E::*;
impl<L, R> E<L, R> {
    pub fn either<F, G, T>(self, f: F, g: G) -> T
    where
        F: FnOnce(L) -> T,
        G: FnOnce(R) -> T,
    {
        match self {
            Left(l) => f(l),
            Right(r) => g(r),
        }
    }
}
"""
ARM = """use std::cmp::Ordering;
pub fn f(a: &str, b: &str) -> Ordering {
    match a.is_empty() {
        true if b.is_empty() => return Ordering::Equal,
        true => return Ordering::Greater,
        false if b.is_empty() => return Ordering::Less,
        false => {}
    }
    a.len().cmp(&b.len())
}
"""
ALIAS = """pub type Res = Result<usize, ()>;
pub fn f(mut a: std::str::Chars, mut b: std::str::Chars) -> Res {
    let mut count = 0;
    loop {
        match (a.next(), b.next()) {
            (Some(x), Some(y)) => if x != y { count += 1 },
            (None, None) => return Ok(count),
            _ => return Err(()),
        }
    }
}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (MATCHED, "c as char", "c"),
        (NAMED, "key as u32", "key"),
        (CONSTANT, "impl<const CAP: usize> PartialEq", "impl<const CAP: u32> PartialEq"),
        (RETURNED, " -> T\n    where", "\n    where"),
        (ARM, "true => return Ordering::Greater", "true => Ordering::Greater"),
        (ALIAS, "=> return Ok", "=> Ok"),
    ],
    ids=["scrutinee", "letcast", "constparam", "rettype", "arm-path", "arm-alias"],
)
def test_it_is_as_before(text: str, right: str, wrong: str) -> None:
    """To the letter."""
    assert right in text
    assert text == mend(text.replace(right, wrong, 1)).text


def test_one_pattern_alone() -> None:
    """Where a single pattern is of another type, that one is wrong."""
    text = "pub fn ok(c: u8) -> bool { match c { '+' => true, b'-' => false, _ => false } }\n"
    assert text.replace("'+'", "b'+'") == mend(text).text


ANY_TYPE = """pub enum E<L, R> { Left(L), Right(R) }
impl<L, R> E<L, R> {
    pub fn left_or_else<F>(self, f: F) -> L where F: FnOnce(R) -> L {
        match self {
            E::Left(l) => l,
            E::Right(r) => f(r),
        }
    }
}
"""


def test_a_value_of_any_type() -> None:
    """It is never thrown away."""
    assert ANY_TYPE == mend(ANY_TYPE.replace("f: F) -> L where", "f: F) where", 1)).text


BLOCK = """pub fn unit(s: &str, n: u64) -> Result<u64, String> {
    let (a, b) = match s {
        "s" => (n, 0),
        "ms" => (0, n),
        _ => {
            return Err(s.to_string());
        }
    };
    Ok(a + b)
}
"""


def test_an_error_in_a_block() -> None:
    """It is not let be."""
    assert BLOCK == mend(BLOCK.replace("return Err", "Err", 1)).text


def test_a_cast_that_loses() -> None:
    """What is matched is not made smaller for the sake of its patterns."""
    text = "pub fn f(c: char) -> u8 { match c { b'a' => 1, b'b' => 2, _ => 3 } }\n"
    assert text.replace("b'a'", "'a'").replace("b'b'", "'b'") == mend(text).text
