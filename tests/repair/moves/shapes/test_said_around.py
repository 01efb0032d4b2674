"""What is missing follows from what stands around it: the other operand, the receiver, what was gathered (P05)."""

import pytest

from repair.moves.mending import mend

MIRRORED = """use std::cmp::Ordering;
pub struct V { major: u64, minor: u64, pre: String }
impl V { pub fn cmp_precedence(&self, other: &V) -> Ordering {
    Ord::cmp(
        &(self.major, self.minor, &self.pre),
        &(other.major, other.minor, &other.pre),
    )
} }
"""
RECEIVER = """pub trait Into2: Sized {
    fn pick<F>(self, f: F) -> Option<Self> where F: FnOnce(&Self) -> bool {
        if f(&self) { Some(self) } else { None }
    }
}
"""
GATHERED = """use std::borrow::Cow;
pub fn quote(s: &[u8]) -> Result<Cow<'_, [u8]>, ()> {
    if s.is_empty() { return Ok(b"x"[..].into()); }
    let mut out: Vec<u8> = Vec::new();
    for b in s { out.push(*b); }
    Ok(out.into())
}
"""
ITERATED = """pub struct Lex<'a> { it: std::slice::Iter<'a, u8>, line: usize }
impl<'a> Lex<'a> {
    pub fn new(bytes: &'a [u8]) -> Self { Lex { it: bytes.iter(), line: 1 } }
    pub fn next(&mut self) -> Option<&'a u8> { self.line += 1; self.it.next() }
}
"""
PEEKED = """pub struct Lex<'a> { it: std::iter::Peekable<std::str::Chars<'a>>, line: usize }
impl<'a> Lex<'a> {
    pub fn new(text: &'a str) -> Self { Lex { it: text.chars().peekable(), line: 1 } }
    pub fn next(&mut self) -> Option<char> { self.line += 1; self.it.next() }
}
"""
HANDED_ON = """pub enum A { X(u8), Y(u8) }
pub enum B { X(u8), Y(u8) }
pub fn f(r: Result<A, String>) -> Result<B, String> {
    match r {
        Ok(A::X(a)) => Ok(B::X(a)),
        Ok(A::Y(a)) => Ok(B::Y(a)),
        Err(error) => Err(error),
    }
}
"""
CALLED = """#[derive(Clone, Copy)]
pub enum Op { Exact, Greater, GreaterEq, Tilde, Caret }
pub fn f(op: Op, a: u8, b: u8) -> bool { match op {
    Op::Exact => matches_exact(a, b),
    Op::Greater => matches_greater(a, b),
    Op::GreaterEq => matches_exact(a, b) || matches_greater(a, b),
    Op::Tilde => matches_tilde(a, b),
    Op::Caret => matches_caret(a, b),
} }
fn matches_exact(a: u8, b: u8) -> bool { a == b }
fn matches_greater(a: u8, b: u8) -> bool { a > b }
fn matches_tilde(a: u8, b: u8) -> bool { a >= b && a < 9 }
fn matches_caret(a: u8, b: u8) -> bool { a >= b && a < 99 }
"""
ITSELF = """pub enum E<L, R> { Left(L), Right(R) }
impl<L, R> E<L, R> { pub fn or_default(self) -> R where R: Default { match self {
    E::Left(_) => R::default(),
    E::Right(r) => r,
} } }
"""
SIBLING = """pub enum E<L, R> { Left(L), Right(R) }
use E::*;
impl<L, R> E<Option<L>, Option<R>> { pub fn factor(self) -> Option<E<L, R>> { match self {
    Left(l) => l.map(E::Left),
    Right(r) => r.map(E::Right),
} } }
"""


@pytest.mark.parametrize(
    ("text", "whole", "rest"),
    [
        (MIRRORED, "&(self.major, self.minor, &self.pre),\n        ", ""),
        (RECEIVER, "f(&self)", "f()"),
        (GATHERED, "Ok(out.into())", "Ok()"),
        (ITERATED, "it: bytes.iter(), ", ""),
        (PEEKED, "it: text.chars().peekable(), ", ""),
        (HANDED_ON, "        Err(error) => Err(error),\n", ""),
        (CALLED, "    Op::Tilde => matches_tilde(a, b),\n", ""),
    ],
    ids=["mirrored", "receiver", "gathered", "iterated", "peeked", "handed-on", "called"],
)
def test_it_is_put_back(text: str, whole: str, rest: str) -> None:
    """To the letter."""
    assert whole in text
    assert text == mend(text.replace(whole, rest, 1)).text


def test_an_arm_that_is_its_value() -> None:
    """A variant that holds what the match gives; or what the other arm does, with the other name."""
    itself = mend(ITSELF.replace("    E::Right(r) => r,\n", ""))
    assert (True, ("add-arm",)) == (itself.compiles, itself.moves)
    assert "E::Right(value) => value," in itself.text
    assert "Left(r) => r.map(E::Left)," in mend(SIBLING.replace("    Left(l) => l.map(E::Left),\n", "")).text


def test_more_than_two_operands() -> None:
    """Of three nobody knows which is the other one."""
    wrong = MIRRORED.replace("        &(self.major, self.minor, &self.pre),\n", "")
    assert "self.major" not in mend(wrong.replace("other: &V", "other: &V, third: &V")).text


NO_FUNCTION = CALLED.replace("fn matches_tilde", "fn meets_tilde").replace(
    "Tilde => matches_tilde", "Tilde => meets_tilde"
)


def test_a_function_that_is_not_there() -> None:
    """Whose name the others suggest: nothing is made up."""
    mended = mend(NO_FUNCTION.replace("    Op::Tilde => meets_tilde(a, b),\n", ""))
    assert not mended.compiles
    assert "add-arm" not in mended.moves
