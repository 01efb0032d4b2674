"""Limits of recursion (P05)."""

from repair.moves.mending import mend

DEEP = """\
#![recursion_limit = "4"]

macro_rules! count {
    () => { 0 };
    ($one:tt $($rest:tt)*) => { 1 + count!($($rest)*) };
}

pub const ALL: u32 = count!(a b c d e f);
"""
ENDLESS = """\
macro_rules! again {
    () => { again!() };
}

pub const ALL: u32 = again!();
"""


def test_a_limit_that_the_crate_sets() -> None:
    """It is raised to what the compiler names."""
    mended = mend(DEEP)
    assert mended.text == DEEP.replace('"4"', '"8"')
    assert mended.moves == ("raise-recursion-limit",)


def test_without_an_end() -> None:
    """No limit helps a recursion that does not end."""
    mended = mend(ENDLESS)
    assert not mended.compiles
    assert mended.text == ENDLESS
    assert mended.faults == ()
