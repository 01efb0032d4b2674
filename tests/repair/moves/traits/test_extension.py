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
