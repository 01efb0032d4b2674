"""A trait declares the types that it speaks of (P16)."""

from repair.moves.mending import mend

SPOKEN_OF = """\
trait Store {
    fn get(&self, at: usize) -> Option<Self::Row>;
}
"""
OUTSIDE = """\
trait Store {
    fn get(&self) -> u8;
}

struct All;

impl All {
    fn get(&self) -> Self::Row {
        1
    }
}
"""


def test_spoken_of() -> None:
    """The type that a signature names is declared."""
    mended = mend(SPOKEN_OF)
    assert mended.compiles
    assert mended.text == SPOKEN_OF.replace("trait Store {\n", "trait Store {\n    type Row;\n")
    assert "declare-type" in mended.moves
    assert mended.faults == ()


def test_outside() -> None:
    """A type that an impl names is not declared for it."""
    mended = mend(OUTSIDE)
    assert not mended.compiles
    assert "declare-type" not in mended.moves
    assert mended.faults == ()


def test_a_misspelt_type() -> None:
    """The bound of the parameter has a type that is spelt like it."""
    before = "pub fn f<I: Iterator>(mut all: I) -> Option<I::Itm> { all.next() }\n"
    mended = mend(before)
    assert mended.text == before.replace("Itm", "Item")
    assert mended.moves == ("declare-type",)


def test_another_name() -> None:
    """A name that looks like none of the bound is left."""
    assert not mend("pub fn f<I: Iterator>(mut all: I) -> Option<I::Result> { all.next() }\n").compiles


def test_a_trait_above_that_is_not_found() -> None:
    """The type belongs to the trait whose import is wrong: nothing is declared in its place."""
    text = """use std::ToOwned as Own;
pub trait Named: Own {
    fn named(&self) -> Self::Owned;
}
"""
    assert "type Owned" not in mend(text).text
