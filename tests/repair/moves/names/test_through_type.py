"""Variants, associated functions and constants are named through what they belong to."""

import pytest

from repair.moves.mending import mend

SHAPES = """use std::collections::HashMap;
pub enum Level { Low, High(u8) }
pub struct Reading { level: Level, known: HashMap<u8, u8> }
impl Reading {
    pub fn new(level: Level) -> Self { Reading { level, known: HashMap::new() } }
    pub fn top() -> u32 { u32::MAX }
    pub fn number(&self) -> u8 {
        match self.level { Level::Low => 0, Level::High(n) => n + self.known.len() as u8 }
    }
}
pub fn both() -> (Reading, Reading) { (Reading::new(Level::Low), Reading::new(Level::High(1))) }
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("(Reading::new(Level::Low)", "(new(Level::Low)"),
        ("Level::High(1)", "High(1)"),
        ("Level::High(n)", "High(n)"),
        ("known: HashMap::new()", "known: new()"),
        ("u32::MAX", "MAX"),
    ],
)
def test_what_stands_before_the_name(right: str, wrong: str) -> None:
    """The type comes from how the crate writes it elsewhere and from what the place asks for."""
    mended = mend(SHAPES.replace(right, wrong, 1))
    assert mended.text == SHAPES
    assert mended.moves == ("name-through-type",)


def test_nothing_for_an_unknown_name() -> None:
    """A function that no type has is left alone."""
    mended = mend("pub struct A;\npub fn f() -> A { build_it() }\n")
    assert not mended.compiles
    assert mended.moves == ()


CURSOR = """pub struct Bytes { end: *const u8, cursor: *const u8 }
impl Bytes {
    pub fn len(&self) -> usize { self.end as usize - self.cursor as usize }
    pub fn end(&self) -> *const u8 { self.end }
}
"""


def test_a_function_is_no_operand() -> None:
    """A field with the name of a method is meant where something is computed."""
    assert CURSOR == mend(CURSOR.replace("self.end as", "end as")).text
