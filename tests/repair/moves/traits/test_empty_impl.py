"""An impl that cannot be, and has nothing in it, goes (P16)."""

from repair.moves.mending import mend

OBJECT = """\
trait Shape {}

impl Shape for dyn Shape {}

struct Square;

impl Shape for Square {}
"""
DERIVED = """\
#[derive(Debug, Clone)]
struct Count(u32);

impl Clone for Count {
    fn clone(&self) -> Self {
        Count(self.0 + 1)
    }
}
"""
INHERENT = """\
impl Vec<u8> {}

fn two() -> Vec<u8> {
    vec![1, 1]
}
"""
FULL = """\
trait Name {
    fn name(&self) -> u8;
}

struct Square;

impl<T> Name for T {
    fn name(&self) -> u8 {
        1
    }
}

impl Name for Square {
    fn name(&self) -> u8 {
        2
    }
}
"""


def test_object() -> None:
    """A trait object has its own trait as it is."""
    mended = mend(OBJECT)
    assert mended.compiles
    assert mended.text == OBJECT.replace("impl Shape for dyn Shape {}\n", "")
    assert "drop-impl" in mended.moves
    assert mended.faults == ()


def test_derived() -> None:
    """What is written by hand is not derived too."""
    mended = mend(DERIVED)
    assert mended.compiles
    assert mended.text == DERIVED.replace(", Clone", "")
    assert "drop-impl" in mended.moves
    assert mended.faults == ()


def test_inherent() -> None:
    """An impl for a type of others, with nothing in it, goes."""
    mended = mend(INHERENT)
    assert mended.compiles
    assert mended.text == INHERENT.replace("impl Vec<u8> {}\n", "")
    assert "drop-impl" in mended.moves
    assert mended.faults == ()


def test_full() -> None:
    """An impl with a body of its own stays."""
    mended = mend(FULL)
    assert not mended.compiles
    assert "drop-impl" not in mended.moves
    assert mended.faults == ()
