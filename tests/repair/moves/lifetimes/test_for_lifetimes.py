"""Bounds that hold for all lifetimes: the name of one, or the `<'a>` that declares it, is missing (P05, P15)."""

from repair.moves.mending import mend

BOUND = """pub struct E<L, R>(L, R);
impl<L, R> E<L, R> {
    pub fn f(&self) -> usize
    where
        for<'a> &'a L: IntoIterator,
        for<'a> &'a R: IntoIterator<Item = <&'a L as IntoIterator>::Item>,
    { self.0.into_iter().count() + self.1.into_iter().count() }
}
"""


def test_a_reference_without_name() -> None:
    """It has the one that the bound declares."""
    mended = mend(BOUND.replace("for<'a> &'a L:", "for<'a> &L:"))
    assert (BOUND, ("name-lifetime",)) == (mended.text, mended.moves)


def test_a_bound_that_declares_none() -> None:
    """It declares what it speaks of."""
    mended = mend(BOUND.replace("for<'a> &'a L:", "for &'a L:"))
    assert (BOUND, ("declare-for-lifetime",)) == (mended.text, mended.moves)


def test_a_loop() -> None:
    """A `for` that is no bound declares nothing."""
    assert "declare-for-lifetime" not in mend("pub fn f() { for <'a> i in 0..2 {} }\n").moves


TWO = """pub fn count<'a, 'b, X, Y>(a: &'a X, b: &'b Y) -> usize
where
    &'a X: IntoIterator,
    &'b Y: IntoIterator,
{ a.into_iter().count() + b.into_iter().count() }
"""


def test_one_of_two() -> None:
    """The same reference has its name elsewhere in the signature."""
    mended = mend(TWO.replace("&'b Y: Into", "&Y: Into"))
    assert (TWO, ("name-lifetime",)) == (mended.text, mended.moves)


HELD = """#[derive(Clone, Copy)]
pub struct Keys([&'static str; 2]);
impl From<&'static str> for Keys { fn from(v: &'static str) -> Self { Keys([v, ""]) } }
impl Keys { pub fn first(&self) -> &'static str { self.0[0] } }
"""


def test_a_text_that_a_type_holds() -> None:
    """It lives for ever where everything that is put there does."""
    assert HELD == mend(HELD.replace("pub struct Keys([&'static str", "pub struct Keys([&str", 1)).text
