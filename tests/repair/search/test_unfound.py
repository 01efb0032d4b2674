"""What is not found is answered before all that may follow from it."""

from repair.moves.mending import mend

UNIMPORTED = """#![no_std]
extern crate alloc;
use alloc::{borrow::ToOwned, string::ToString};
pub trait ToKebab: ToOwned { fn to_kebab(&self) -> Self::Owned; }
impl ToKebab for str { fn to_kebab(&self) -> Self::Owned { self.to_string() } }
pub trait ToSnake: ToOwned { fn to_snake(&self) -> Self::Owned; }
impl<T: ?Sized + ToKebab> ToSnake for T { fn to_snake(&self) -> Self::Owned { self.to_kebab() } }
"""


def test_what_is_not_found_comes_first() -> None:
    """Traits that lack what an import would bring are left as they are."""
    assert UNIMPORTED == mend(UNIMPORTED.replace("borrow::", "borow::", 1)).text
