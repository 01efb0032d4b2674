"""Trait objects of traits that cannot have them as they are (P16)."""

from repair.moves.mending import mend

SIZED = """\
trait Shape {
    fn area(&self) -> f64;
    fn mapped<F: Fn(f64) -> f64>(&self, f: F) -> f64;
    fn made() -> Self;
}

fn total(all: &[Box<dyn Shape>]) -> f64 {
    all.iter().map(|one| one.area()).sum()
}
"""
GENERIC = """\
trait Shape {
    fn doubled(&self) -> Self;
}

fn twice(shape: &dyn Shape) {
    let _two = shape.doubled();
}
"""
RETURNED = """\
trait Shape {
    const SIDES: u32;
}

struct Square;

impl Shape for Square {
    const SIDES: u32 = 4;
}

fn square() -> Box<dyn Shape> {
    Box::new(Square)
}
"""
CONSTANT = """\
trait Shape {
    const SIDES: u32;
}

struct All(Vec<Box<dyn Shape>>);
"""


def test_sized() -> None:
    """What no object can have asks for a sized type."""
    mended = mend(SIZED)
    assert mended.compiles
    assert mended.text == SIZED.replace("f: F) -> f64;", "f: F) -> f64 where Self: Sized;").replace(
        "-> Self;", "-> Self where Self: Sized;"
    )
    assert "dyn-compatible" in mended.moves
    assert mended.faults == ()


def test_generic() -> None:
    """Where the method is called, the object becomes generic."""
    mended = mend(GENERIC)
    assert mended.compiles
    assert mended.text == GENERIC.replace("&dyn", "&impl")
    assert "dyn-compatible" in mended.moves
    assert mended.faults == ()


def test_returned() -> None:
    """What a function returns may be left open too."""
    mended = mend(RETURNED)
    assert mended.compiles
    assert mended.text == RETURNED.replace("Box<dyn", "Box<impl")
    assert "dyn-compatible" in mended.moves
    assert mended.faults == ()


def test_constant() -> None:
    """A constant in a trait leaves no object."""
    mended = mend(CONSTANT)
    assert not mended.compiles
    assert "dyn-compatible" not in mended.moves
    assert mended.faults == ()


UNSIZED = """\
trait Shape: Sized {
    fn area(&self) -> f64;
}

fn total(all: &[Box<dyn Shape>]) -> f64 {
    all.iter().map(|one| one.area()).sum()
}
"""


def test_a_trait_that_asks_for_a_size() -> None:
    """It does not where it is used for objects."""
    mended = mend(UNSIZED)
    assert mended.text == UNSIZED.replace(": Sized", "")
    assert mended.moves == ("dyn-compatible",)
