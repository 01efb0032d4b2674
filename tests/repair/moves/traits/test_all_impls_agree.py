"""A trait declares what its impls agree on, and what the body of its only impl needs (P16)."""

from repair.moves.mending import mend

AGREED = """\
pub trait Ends<T> {
    fn first(&self) {
        None
    }
}

pub struct From(u8);
pub struct Both(u8, u8);

impl<T: std::convert::From<u8>> Ends<T> for From {
    fn first(&self) -> Option<T> {
        Some(self.0.into())
    }
}

impl<T: std::convert::From<u8>> Ends<T> for Both {
    fn first(&self) -> Option<T> {
        Some(self.1.into())
    }
}
"""
LENT = """\
pub trait Write {
    fn write(&self, to: &Vec<u8>);
}

macro_rules! write_it {
    ($($of:ty)*) => {$(
        impl Write for $of {
            fn write(&self, to: &mut Vec<u8>) {
                to.push(*self as u8);
            }
        }
    )*};
}
write_it!(u16 u32);

impl Write for u8 {
    fn write(&self, to: &mut Vec<u8>) {
        to.push(*self);
    }
}
"""
SURPLUS = """\
pub trait Read {
    fn read<E>(&self, from: E) -> Result<u8, Box<dyn std::error::Error>>
    where
        E: Clone;
}

impl Read for u8 {
    fn read<E>(&self, from: E) -> Result<u8, Box<dyn std::error::Error>>
    where
        E: Clone,
        E: Into<Box<dyn std::error::Error>>,
    {
        Err(from.clone().into())
    }
}
"""


def test_all_impls_agree() -> None:
    """The trait declares what all its impls do, a public one too."""
    mended = mend(AGREED)
    assert mended.text == AGREED.replace("fn first(&self) {", "fn first(&self) -> Option<T> {")
    assert mended.moves == ("follow-trait",)
    assert mended.faults == ()


def test_impls_that_differ() -> None:
    """Where two impls differ, the trait does not follow one of them."""
    mended = mend(AGREED.replace("-> Option<T> {\n        Some(self.1", "-> Vec<T> {\n        vec!(self.1"))
    assert "fn first(&self) {\n        None" in mended.text


def test_impls_of_a_macro_change_what_they_are_lent() -> None:
    """All of them take it to be changed, so the trait lends it so."""
    mended = mend(LENT)
    assert mended.text == LENT.replace("to: &Vec<u8>", "to: &mut Vec<u8>")
    assert mended.faults == ()


def test_a_requirement_of_the_impl() -> None:
    """What the body of the only impl needs is asked for by the trait."""
    mended = mend(SURPLUS)
    assert mended.compiles
    assert mended.text.count("Into<Box<dyn std::error::Error>>") == 2
    assert ",;" not in mended.text
