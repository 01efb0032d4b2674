"""Angle brackets that are missing."""

from repair.moves.mending import mend

SOUND = """pub struct View<'a, T> {
    all: &'a [T],
}
impl<'a, T> View<'a, T> {
    pub fn new(all: &'a [T]) -> Self {
        View { all }
    }
}
"""


def test_generics_are_closed() -> None:
    """Of a type, of an `impl` and of what it is for."""
    for place in ("impl<'a, T", "T> View<'a, T", "struct View<'a, T"):
        assert mend(SOUND.replace(f"{place}>", place)).text == SOUND


def test_a_comparison_is_not_closed() -> None:
    """A condition without its second side stays wrong."""
    mended = mend("pub fn f(a: u8) -> bool { a < }\n")
    assert not mended.compiles
    assert mended.faults == ()
