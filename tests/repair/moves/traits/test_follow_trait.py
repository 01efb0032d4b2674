"""A member of an impl and its trait agree on the head (P16)."""

from repair.moves.mending import mend

PARAMETERS = """\
trait Shape {
    fn grown(&self, by: u32) -> u32;
    fn made<T: Into<u32>>(from: T) -> Self;
}

struct Square(u32);

impl Shape for Square {
    fn grown(&self) -> u32 {
        self.0
    }

    fn made(from: u32) -> Self {
        Square(from.into())
    }
}
"""
RECEIVER = """\
use std::fmt;

struct Square(u32);

impl fmt::Display for Square {
    fn fmt(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("square")
    }
}
"""
STRICTER = """\
trait Keep {
    fn keep<T>(&self, one: T) -> T;
}

impl Keep for u8 {
    fn keep<T>(&self, one: T) -> T
    where
        T: Clone,
    {
        one
    }
}
"""
TRAIT_FOLLOWS = """\
trait Keep {
    fn keep<T>(&self, one: &T) -> T;
}

impl Keep for u8 {
    fn keep<T: Clone>(&self, one: &T) -> T {
        one.clone()
    }
}
"""
FOREIGN = """\
struct Square(u32);

impl Iterator for Square {
    type Item = u32;

    fn next(&mut self, by: u32) -> Option<u32> {
        self.0 += by;
        Some(self.0)
    }
}
"""


def test_parameters() -> None:
    """The impl takes what the trait declares; a new parameter is unused and says so."""
    mended = mend(PARAMETERS)
    assert mended.compiles
    assert mended.text == PARAMETERS.replace("grown(&self) ->", "grown(&self, _by: u32) ->").replace(
        "made(from: u32)", "made<T: Into<u32>>(from: T)"
    )
    assert "follow-trait" in mended.moves
    assert mended.faults == ()


def test_receiver() -> None:
    """A receiver that is missing comes from the trait, also from one of another crate."""
    mended = mend(RECEIVER)
    assert mended.compiles
    assert mended.text == RECEIVER.replace("fmt(f", "fmt(&self, f")
    assert "follow-trait" in mended.moves
    assert mended.faults == ()


def test_stricter() -> None:
    """A requirement that the trait does not have goes where the impl can do without."""
    mended = mend(STRICTER)
    assert mended.compiles
    assert mended.text == STRICTER.replace("\n    where\n        T: Clone,\n    {", " {")
    assert "follow-trait" in mended.moves
    assert mended.faults == ()


def test_trait_follows() -> None:
    """What the only impl needs is declared by the trait."""
    mended = mend(TRAIT_FOLLOWS)
    assert mended.compiles
    assert mended.text == TRAIT_FOLLOWS.replace("keep<T>(", "keep<T: Clone>(")
    assert "follow-trait" in mended.moves
    assert mended.faults == ()


def test_foreign() -> None:
    """A trait of another crate does not change."""
    mended = mend(FOREIGN)
    assert not mended.compiles
    assert "follow-trait" not in mended.moves
    assert mended.faults == ()


PUBLIC = """\
pub trait Store {
    fn put(&mut self, name: &str);
}

pub struct Names(Vec<String>);

impl Store for Names {
    fn put(&mut self, name: String) {
        self.0.push(name);
    }
}
"""
PROMISE = """\
trait Read {
    unsafe fn read(&self) -> u8;
}

impl Read for u8 {
    fn read(&self, _by: u8) -> u8 {
        *self
    }
}
"""


def test_a_public_trait() -> None:
    """Others count on it: the impl follows, and its body too."""
    mended = mend(PUBLIC)
    assert mended.text == PUBLIC.replace("name: String", "name: &str").replace("(name);", "(name.to_string());")


def test_a_promise() -> None:
    """What a trait asks callers to promise is not taken back for its impl."""
    assert "unsafe fn read(&self) -> u8;" in mend(PROMISE).text
