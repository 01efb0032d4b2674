"""Both sides of a comparison are made alike (P05)."""

from repair.moves.mending import mend

LIST = """use std::cmp::Ordering;
#[derive(PartialEq)]
pub struct List { items: Vec<u8> }
impl List { pub fn iter(&self) -> std::slice::Iter<'_, u8> { self.items.iter() } }
impl PartialOrd for List {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.partial_cmp(other.iter())
    }
}
"""


def test_the_receiver_as_the_argument() -> None:
    """The argument shows what is compared; without it the function would call itself."""
    mended = mend(LIST)
    assert mended.text == LIST.replace("self.partial_cmp(", "self.iter().partial_cmp(")
    assert mended.moves == ("both-sides",)
    assert mended.faults == ()


def test_another_method() -> None:
    """A method that compares nothing says nothing of its receiver."""
    text = "pub struct A(u8);\nimpl A { fn add(&self, o: &A) -> u8 { self.0 + o.0 }\n"
    text += "    fn n(&self) -> u8 { self.0 }\n    pub fn f(&self, o: &A) -> u8 { self.add(o.n()) } }\n"
    assert "both-sides" not in mend(text).moves
