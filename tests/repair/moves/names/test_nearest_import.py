"""A misspelt name of what the file imports (P05)."""

from repair.moves.mending import mend

IMPORTED = """pub enum E<L, R> { Left(L), Right(R) }
pub use crate::E::{Left, Right};
pub mod inner {
    use super::{E, Left, Right};
    pub trait Into2: Sized {
        fn into(self, left: bool) -> E<Self, Self> {
            if left { Left(self) } else { Right(self) }
        }
    }
}
"""


def test_it_is_written_as_it_is_imported() -> None:
    """The compiler makes a method of it."""
    assert IMPORTED == mend(IMPORTED.replace("Left(self)", "Lfet(self)", 1)).text
