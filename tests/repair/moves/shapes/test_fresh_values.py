"""Fields of values that begin: what they start with, and what they walk over (P05)."""

import pytest

from repair.moves.mending import mend

LEXER = """pub struct Lexer<'a> { chars: std::str::Chars<'a>, text: &'a str }
pub fn lexer(text: &str) -> Lexer<'_> { Lexer { chars: text.chars(), text } }
impl<'a> Lexer<'a> { pub fn next(&mut self) -> (Option<char>, &'a str) { (self.chars.next(), self.text) } }
"""
BUILDER = """pub struct Builder { items: Vec<u8>, broken: bool, first: Option<usize> }
impl Builder {
    pub fn with_capacity(n: usize) -> Self {
        Builder { items: Vec::with_capacity(n), broken: false, first: None }
    }
    pub fn end(self) -> (Vec<u8>, bool, Option<usize>) { (self.items, self.broken, self.first) }
}
"""
CONSTANT = """pub struct Need { parts: Vec<u8>, any: bool }
impl Need {
    pub const ANY: Self = Need { parts: Vec::new(), any: true };
    pub fn meets(&self) -> bool { self.any || !self.parts.is_empty() }
}
"""
LONG = """#[derive(Clone, Copy, Default)]
pub struct Row(u8);
pub struct Map { rows: [Row; 256], more: Vec<Row> }
impl Default for Map {
    fn default() -> Self { Map { rows: [Default::default(); 256], more: Vec::default() } }
}
impl Map { pub fn n(&self) -> usize { self.rows[0].0 as usize + self.more.len() } }
"""


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (LEXER, "chars: text.chars(), "),
        (BUILDER, "broken: false, "),
        (BUILDER, ", first: None"),
        (CONSTANT, "parts: Vec::new(), "),
        (LONG, "rows: [Default::default(); 256], "),
    ],
    ids=["walked", "truth", "option", "constant", "long-list"],
)
def test_a_field_that_begins(text: str, whole: str) -> None:
    """To the letter."""
    assert whole in text
    assert text == mend(text.replace(whole, "", 1)).text


def test_what_is_no_beginning() -> None:
    """In a method that changes a value nothing is made up."""
    text = BUILDER.replace("pub fn with_capacity(n: usize)", "pub fn with_more(&self, n: usize)")
    assert "first: None" not in mend(text.replace(", first: None", "")).text
