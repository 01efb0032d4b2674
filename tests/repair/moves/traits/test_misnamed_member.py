"""Members of impls under a name that the trait does not have (P16)."""

from repair.moves.mending import mend

SHOWN = """\
pub struct Own;

impl std::fmt::Display for Own {
    fn write(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "own")
    }
}
"""
COUNTED = """\
pub struct Own(u8);

impl Iterator for Own {
    type Item = u8;
    fn advance(&mut self, by: u8) -> Option<u8> {
        self.0 += by;
        Some(self.0)
    }
}
"""


def test_the_only_one_that_is_missing() -> None:
    """The member gets the name of the one that is missing."""
    mended = mend(SHOWN)
    assert mended.text == SHOWN.replace("fn write", "fn fmt")
    assert mended.moves == ("rename-member",)


def test_other_parameters() -> None:
    """A member that takes something else is not the one that is missing."""
    assert "rename-member" not in mend(COUNTED).moves
