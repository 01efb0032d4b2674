"""Two members of one name (P16)."""

from repair.moves.mending import mend

REPEATED = """\
struct Point(u8);

impl Clone for Point {
    fn clone(&self) -> Self {
        Point(self.0)
    }
    fn clone(&self) -> Self { Point(self.0) }
}
"""
RENAMED = """\
struct Point(u8);

impl Point {
    fn scaled(&self) -> u8 {
        self.0
    }

    fn scaled(&self, by: u8) -> u8 {
        self.0 * by
    }
}
"""
CALLED = """\
struct Point(u8);

impl Point {
    fn scaled(&self) -> u8 {
        self.0
    }

    fn scaled(&self, by: u8) -> u8 {
        self.0 * by
    }
}

fn two(point: &Point) -> u8 {
    point.scaled()
}
"""


def test_repeated() -> None:
    """What is there twice goes once."""
    mended = mend(REPEATED)
    assert mended.compiles
    assert mended.text == REPEATED.replace("    fn clone(&self) -> Self { Point(self.0) }\n", "")
    assert "same-name" in mended.moves
    assert mended.faults == ()


def test_renamed() -> None:
    """Where nobody uses the name, the second gets one of its own."""
    mended = mend(RENAMED)
    assert mended.compiles
    assert mended.text == RENAMED.replace("scaled(&self, by", "scaled_2(&self, by")
    assert "same-name" in mended.moves
    assert mended.faults == ()


def test_called() -> None:
    """Where it is called, nobody can tell which is meant."""
    mended = mend(CALLED)
    assert not mended.compiles
    assert "same-name" not in mended.moves
    assert mended.faults == ()


DIFFERENT = """\
struct Point(u8);

impl Clone for Point {
    fn clone(&self) -> Self {
        Point(self.0)
    }
    fn clone(&self) -> Self {
        Point(0)
    }
}
"""


def test_different() -> None:
    """Of two bodies in an impl of a trait nobody can tell which is meant."""
    mended = mend(DIFFERENT)
    assert mended.text == DIFFERENT
