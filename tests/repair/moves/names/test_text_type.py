"""The text itself where an owned one is not at hand (P05)."""

from repair.moves.mending import mend

NO_STD = """#![no_std]
extern crate alloc;
use alloc::{borrow::ToOwned, string::ToString};
pub trait ToKebab: ToOwned { fn to_kebab(&self) -> Self::Owned; }
impl ToKebab for str { fn to_kebab(&self) -> Self::Owned { self.to_string() } }
pub fn g() -> usize { "a b".to_kebab().len() }
"""


def test_a_trait_for_texts() -> None:
    """Not a new import, with which nothing fits any more."""
    assert NO_STD == mend(NO_STD.replace("for str", "for String", 1)).text


def test_an_owned_text() -> None:
    """Where a size is needed it is imported."""
    text = "#![no_std]\nextern crate alloc;\nuse alloc::string::String;\npub fn f() -> String { String::new() }\n"
    mended = mend(text.replace("use alloc::string::String;\n", ""))
    assert mended.compiles
    assert "alloc::string::String" in mended.text
