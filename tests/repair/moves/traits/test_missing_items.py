"""What an impl has tells what it lacks (P16)."""

from repair.moves.mending import mend

OUTPUT = """\
use std::ops::Add;

struct Money(u32);

impl Add for Money {
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}
"""
UNIFIED = """\
trait Store {
    type Item;
    fn get(&self, at: usize) -> Option<&Self::Item>;
}

struct Words(Vec<String>);

impl Store for Words {
    fn get(&self, at: usize) -> Option<&String> {
        self.0.get(at)
    }
}
"""
DELEGATED = """\
trait Area {
    fn area(&self, scale: f64) -> f64;
}

struct Square(f64);

impl Square {
    fn area(&self, scale: f64) -> f64 {
        self.0 * scale
    }
}

impl Area for Square {
}

struct Tile {
    shape: Square,
}

impl Area for Tile {
}
"""
UNKNOWN = """\
trait Area {
    fn area(&self) -> f64;
}

struct Square(f64);

impl Area for Square {}
"""


def test_output() -> None:
    """The type of an operator's value is that of its method."""
    mended = mend(OUTPUT)
    assert mended.compiles
    assert mended.text == OUTPUT.replace("for Money {\n", "for Money {\n    type Output = Money;\n")
    assert "missing-items" in mended.moves
    assert mended.faults == ()


def test_unified() -> None:
    """A type of an own trait is read off the methods that use it."""
    mended = mend(UNIFIED)
    assert mended.compiles
    assert mended.text == UNIFIED.replace("for Words {\n", "for Words {\n    type Item = String;\n")
    assert "missing-items" in mended.moves
    assert mended.faults == ()


def test_delegated() -> None:
    """A method is that of the type itself, or of its only field."""
    mended = mend(DELEGATED)
    assert mended.compiles
    assert mended.text == DELEGATED.replace(
        "for Square {\n", "for Square {\n    fn area(&self, scale: f64) -> f64 { Self::area(self, scale) }\n"
    ).replace("for Tile {\n", "for Tile {\n    fn area(&self, scale: f64) -> f64 { self.shape.area(scale) }\n")
    assert "missing-items" in mended.moves
    assert mended.faults == ()


def test_unknown() -> None:
    """Where nothing tells what a method does, none is made up."""
    mended = mend(UNKNOWN)
    assert not mended.compiles
    assert "missing-items" not in mended.moves
    assert mended.faults == ()
