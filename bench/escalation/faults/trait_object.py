"""A trait that is used as an object, with a function that no object has."""

from typing import Final

from bench.escalation.faults.fault import Fault, Kind, Splice, crate

_STYLE: Final = "src/style.rs"
_TESTS: Final = "#[cfg(test)]\nmod tests {"
_STYLES: Final = (("src/kebab.rs", "KebabStyle"), ("src/snake.rs", "SnakeStyle"))
_STYLE_TEXT: Final = """use alloc::{boxed::Box, string::String, vec, vec::Vec};

use crate::kebab::KebabStyle;
use crate::snake::SnakeStyle;

/// A way to write words, chosen while the program runs.
pub trait Style {
    /// The name to choose it by.
    fn name(&self) -> &'static str;

    /// Writes a text this way.
    fn write(&self, text: &str) -> String;
}

/// All styles.
pub fn styles() -> Vec<Box<dyn Style>> {
    vec![Box::new(KebabStyle), Box::new(SnakeStyle)]
}

/// The style of a name.
pub fn named(name: &str) -> Option<Box<dyn Style>> {
    styles().into_iter().find(|style| style.name() == name)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_style_is_found_by_its_name() {
        assert_eq!("two-words", named("Kebab").unwrap().write("TwoWords"));
        assert_eq!("two_words", named("Snake").unwrap().write("TwoWords"));
        assert!(named("other").is_none());
    }
}
"""
_ONE_STYLE: Final = """/// Writes kebab case.
pub struct KebabStyle;

impl crate::style::Style for KebabStyle {
    fn name(&self) -> &'static str {
        "Kebab"
    }

    fn write(&self, text: &str) -> alloc::string::String {
        text.to_kebab_case()
    }
}
"""


def _one(style: str) -> str:
    """Give the type of one style, such as `SnakeStyle`, with what it writes."""
    name = style.removesuffix("Style")
    return _ONE_STYLE.replace("Kebab", name).replace("kebab", name.lower())


OBJECT: Final = Fault(
    "object",
    Kind.COMPLEX,
    crate("heck"),
    "a trait that is used as an object has a function without a receiver, implemented in three files",
    (
        Splice(_STYLE, "    fn name(&self) -> &'static str;", "    fn name() -> &'static str;"),
        *(
            Splice(path, f"for {style} {{\n    fn name(&self)", f"for {style} {{\n    fn name()")
            for path, style in _STYLES
        ),
    ),
    (
        Splice("src/lib.rs", "mod snake;\n", "mod snake;\nmod style;\n"),
        Splice("src/lib.rs", "pub use title::", "pub use style::{named, styles, Style};\npub use title::"),
        Splice(_STYLE, "", _STYLE_TEXT),
        *(Splice(path, _TESTS, f"{_one(style)}\n{_TESTS}") for path, style in _STYLES),
    ),
)
