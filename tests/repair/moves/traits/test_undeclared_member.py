"""A member that is called by its trait is declared there (P16)."""

from repair.moves.mending import mend

DECLARED = """\
trait Area {
    fn area(&self) -> f64;
}

struct Square(f64);

impl Area for Square {
    fn area(&self) -> f64 {
        self.0 * self.0
    }

    fn sides(&self) -> u32 {
        4
    }
}

fn corners(shape: &dyn Area) -> u32 {
    shape.sides()
}
"""
FOREIGN = """\
use std::fmt;

struct Square(f64);

impl fmt::Display for Square {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("square")
    }

    type Unit = Self;
}
"""


def test_declared() -> None:
    """The trait's only impl shows how it is declared."""
    mended = mend(DECLARED)
    assert mended.compiles
    assert mended.text == DECLARED.replace("-> f64;\n", "-> f64;\n    fn sides(&self) -> u32;\n")
    assert "declare-member" in mended.moves
    assert mended.faults == ()


def test_foreign() -> None:
    """A trait of another crate declares nothing new."""
    mended = mend(FOREIGN)
    assert not mended.compiles
    assert "declare-member" not in mended.moves
    assert mended.faults == ()
