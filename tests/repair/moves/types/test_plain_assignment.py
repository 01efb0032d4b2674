"""Assigning operators that are not there."""

from repair.moves.mending import mend

ADD = "pub struct M(u8);\nimpl std::ops::Add for M { type Output = M; fn add(self, b: M) -> M { M(self.0 + b.0) } }\n"


def test_it_is_written_out() -> None:
    """The type can be added (P05)."""
    mended = mend(ADD + "pub fn f(mut a: M) -> M { a += M(2); a }\n")
    assert mended.text == ADD + "pub fn f(mut a: M) -> M { a = a + M(2); a }\n"
    assert mended.moves == ("write-out-assignment",)


def test_what_is_computed_stays_together() -> None:
    """The right side is taken as a whole."""
    mended = mend(ADD + "pub fn f(mut a: M) -> M { a += M(2) + M(3); a }\n")
    assert mended.text == ADD + "pub fn f(mut a: M) -> M { a = a + (M(2) + M(3)); a }\n"


def test_a_type_without_the_operator() -> None:
    """Writing it out does not help."""
    mended = mend("pub fn f(mut a: f32) -> f32 { a <<= 2; a }\n")
    assert not mended.compiles
    assert "write-out-assignment" not in mended.moves
