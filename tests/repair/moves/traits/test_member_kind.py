"""A trait and its impl agree on what kind a member is (P16)."""

from repair.moves.mending import mend

KIND = """\
trait Sized2 {
    type SIDES;
}

struct Square;

impl Sized2 for Square {
    const SIDES: u32 = 4;
}

fn sides() -> u32 {
    Square::SIDES
}
"""
TYPE = """\
trait Shape {
    const SIDES: usize;
}

struct Square;

impl Shape for Square {
    const SIDES: i32 = 4;
}
"""
TWO = """\
trait Shape {
    const SIDES: bool;
}

struct Square;
struct Circle;

impl Shape for Square {
    const SIDES: u32 = 4;
}

impl Shape for Circle {
    const SIDES: bool = true;
}
"""


def test_kind() -> None:
    """The trait declares what its only impl defines."""
    mended = mend(KIND)
    assert mended.compiles
    assert mended.text == KIND.replace("type SIDES;", "const SIDES: u32;")
    assert "member-kind" in mended.moves
    assert mended.faults == ()


def test_type() -> None:
    """A constant has the type that the trait declares, where its value fits."""
    mended = mend(TYPE)
    assert mended.compiles
    assert mended.text == TYPE.replace("const SIDES: i32", "const SIDES: usize")
    assert "member-kind" in mended.moves
    assert mended.faults == ()


def test_two() -> None:
    """With two impls the trait stays, and a value that does not fit is not invented."""
    mended = mend(TWO)
    assert not mended.compiles
    assert "member-kind" not in mended.moves
    assert mended.faults == ()
