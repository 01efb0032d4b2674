"""What was called is gone, and several others could be called in its place."""

from typing import Final

from bench.escalation.faults.fault import Fault, Kind, Splice, crate

_LIKENESS_TEXT: Final = """
fn likeness(a: &str, b: &str) -> f64 {
    jaro_winkler(a, b)
}
"""
_CLOSEST_TEXT: Final = f"""//! The nearest of several words.

#[allow(unused_imports)]
use crate::{{jaro, jaro_winkler, normalized_levenshtein, sorensen_dice}};
{_LIKENESS_TEXT}
/// Gives the word that is most like another one.
pub fn closest<'a>(word: &str, among: &[&'a str]) -> Option<&'a str> {{
    let mut best = None;
    let mut most = 0.0;
    for one in among {{
        let found = likeness(word, one);
        if found > most {{
            most = found;
            best = Some(*one);
        }}
    }}
    best
}}
"""
_CLOSEST_TEST_TEXT: Final = """extern crate strsim;

use strsim::closest::closest;

#[test]
fn a_misspelt_word_is_found() {
    assert_eq!(Some("carry"), closest("cary", &["barn", "carry", "zoo"]));
}
"""

GONE: Final = Fault(
    "gone",
    Kind.DECISION,
    crate("strsim"),
    "the measure that a search uses is gone, and the crate has several of the same type",
    (Splice("src/closest.rs", _LIKENESS_TEXT, ""),),
    (
        Splice("src/lib.rs", "use std::char;\n", "pub mod closest;\n\nuse std::char;\n"),
        Splice("src/closest.rs", "", _CLOSEST_TEXT),
        Splice("tests/closest.rs", "", _CLOSEST_TEST_TEXT),
    ),
)
