"""Methods for types of others come by a trait (P16)."""

from repair.moves.mending import mend

FOREIGN = """\
impl Vec<u8> {
    fn total(&self) -> u32 {
        self.iter().map(|one| u32::from(*one)).sum()
    }
}

fn two() -> u32 {
    vec![1u8, 1].total()
}
"""
REFERENCE = """\
struct Name(String);

impl &Name {
    fn longer(self, other: Self) -> bool {
        self.0.len() > other.0.len()
    }
}
"""
EMPTY = """\
impl Vec<u8> {}
"""


def test_foreign() -> None:
    """The trait declares what the impl defines."""
    mended = mend(FOREIGN)
    assert mended.compiles
    assert mended.text == FOREIGN.replace(
        "impl Vec", "trait VecExt {\n    fn total(&self) -> u32;\n}\n\nimpl VecExt for Vec"
    )
    assert "extension-trait" in mended.moves
    assert mended.faults == ()


def test_reference() -> None:
    """Methods of a reference to an own type belong to the type."""
    mended = mend(REFERENCE)
    assert mended.compiles
    assert mended.text == REFERENCE.replace("impl &Name", "impl Name").replace(
        "self, other: Self", "&self, other: &Self"
    )
    assert "extension-trait" in mended.moves
    assert mended.faults == ()


def test_empty() -> None:
    """An impl without anything is not made a trait."""
    mended = mend(EMPTY)
    assert "extension-trait" not in mended.moves
    assert mended.faults == ()


def test_the_trait_has_the_parameters_of_the_type() -> None:
    """What the methods speak of is declared."""
    start = "impl<T> Vec<T> { fn ends(&self) -> Option<(&T, &T)> { Some((self.first()?, self.last()?)) } }\n"
    mended = mend(start + "pub fn f(a: Vec<u8>) -> bool { a.ends().is_some() }\n")
    assert mended.compiles
    assert "trait VecExt<T> {" in mended.text
    assert "impl<T> VecExt<T> for Vec<T> {" in mended.text


def test_a_method_of_every_type() -> None:
    """In the trait the parameter is `Self`."""
    start = "impl<T> T where T: Clone { fn two(&self) -> (T, T) { (self.clone(), self.clone()) } }\n"
    mended = mend(start + "pub fn f() -> (u8, u8) { 1u8.two() }\n")
    assert mended.compiles
    assert "fn two(&self) -> (Self, Self);" in mended.text
