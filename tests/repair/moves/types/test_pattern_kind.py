"""Patterns of another kind than the value are written for the type that it has (P05, P15)."""

import pytest

from repair.moves.mending import mend

KINDS = (
    ("fn f(o: Option<u8>) -> u8 { @ }", "match o { Ok(n) => n, Err(_) => 0 }", "match o { Some(n) => n, None => 0 }"),
    (
        "fn f(o: Result<u8, u8>) -> u8 { @ }",
        "match o { Some(n) => n, None => 0 }",
        "match o { Ok(n) => n, Err(_) => 0 }",
    ),
    (
        "fn f(o: Option<u8>) -> u8 { @ 0 }",
        "if let Ok(n) = o { return n; }",
        "if let Some(n) = o { return n; }",
    ),
    (
        "fn f(c: char) -> bool { @ }",
        "match c { 0..=9 => true, _ => false }",
        "match c { '0'..='9' => true, _ => false }",
    ),
    (
        "fn f(t: String) -> u8 { @ }",
        'match t { "a" => 1, _ => 2 }',
        'match t.as_str() { "a" => 1, _ => 2 }',
    ),
)


@pytest.mark.parametrize(("program", "before", "after"), KINDS)
def test_the_kind_of_the_value(program: str, before: str, after: str) -> None:
    """Variants, digits and texts follow the type of what is matched, all arms at once."""
    mended = mend(program.replace("@", before) + "\n")
    assert mended.text == program.replace("@", after) + "\n"
    assert mended.moves == ("fit-pattern-kind",)
    assert mended.faults == ()


def test_a_failure_that_is_used() -> None:
    """What an arm says of the failure cannot come from nothing."""
    mended = mend("pub fn f(o: Option<u8>) -> u8 { match o { Ok(n) => n, Err(e) => e } }\n")
    assert not mended.compiles
    assert mended.faults == ()


def test_the_arms_expect_a_reference() -> None:
    """A part of `self` is matched by reference where an arm says so; no pattern loses its `&`."""
    text = """pub enum Part { Text(String), Count { n: u8 } }
pub struct Whole { part: Part }
impl Whole {
    pub fn say(&self) -> String {
        match self.part {
            &Part::Count { n } => n.to_string(),
            Part::Text(ref text) => text.clone(),
        }
    }
}
"""
    mended = mend(text)
    assert mended.compiles
    assert "match &self.part {\n            &Part::Count { n }" in mended.text
