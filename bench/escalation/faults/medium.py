"""Seven faults that need more than the line that is marked."""

from typing import Final

from bench.escalation.faults.fault import Fault, Kind, Splice, crate

_DURATION = "src/duration.rs"
_ERRORS = """extern crate strsim;

use std::error::Error;
use strsim::hamming;

fn both(a: &str, b: &str, c: &str) -> Result<usize, Box<dyn Error>> {
    Ok(hamming(a, b)? + hamming(b, c)?)
}

#[test]
fn an_error_goes_up_as_an_error() {
    assert_eq!(2, both("ab", "ac", "bc").unwrap());
    assert_eq!("Differing length arguments provided", both("ab", "ac", "b").unwrap_err().to_string());
}
"""

MEDIUM: Final = (
    Fault(
        "move-in-loop",
        Kind.MEDIUM,
        crate("configparser"),
        "a value is moved in a loop",
        (
            Splice(
                "src/ini.rs",
                "map.entry(section.clone()).or_default();\n\n                match trimmed",
                "map.entry(section).or_default();\n\n                match trimmed",
            ),
        ),
    ),
    Fault(
        "borrow-in-loop",
        Kind.MEDIUM,
        crate("humantime"),
        "`self` is asked inside of a loop that borrows it",
        (
            Splice(
                _DURATION,
                "        let off = self.off();\n        for c in self.iter.by_ref() {\n",
                "        for c in self.iter.by_ref() {\n            let off = self.off();\n",
            ),
        ),
    ),
    Fault(
        "signature",
        Kind.MEDIUM,
        crate("heck"),
        "parameters in another order than callers in four files give them",
        (
            Splice(
                "src/lib.rs",
                "fn capitalize(s: &str, f: &mut fmt::Formatter)",
                "fn capitalize(f: &mut fmt::Formatter, s: &str)",
            ),
        ),
    ),
    Fault(
        "impl",
        Kind.MEDIUM,
        crate("strsim"),
        "a trait is not implemented that a caller's `?` needs",
        (Splice("src/lib.rs", "impl Error for StrSimError {}\n", ""),),
        (Splice("tests/errors.rs", "", _ERRORS),),
    ),
    Fault(
        "lifetime",
        Kind.MEDIUM,
        crate("semver"),
        "the lifetime of a returned reference is open, now that a second parameter is a reference",
        (
            Splice("src/parse.rs", "fn dot(input: &str, pos: Position) ->", "fn dot(input: &str, pos: &Position) ->"),
            Splice(
                "src/parse.rs",
                "        let text = dot(text, pos)?;\n\n        pos = Position::Minor;",
                "        let text = dot(text, &pos)?;\n\n        pos = Position::Minor;",
            ),
            Splice(
                "src/parse.rs",
                "        let text = dot(text, pos)?;\n\n        pos = Position::Patch;",
                "        let text = dot(text, &pos)?;\n\n        pos = Position::Patch;",
            ),
        ),
    ),
    Fault(
        "copy",
        Kind.MEDIUM,
        crate("pico-args"),
        "a type is no longer `Copy`, and used again in many places",
        (
            Splice(
                "src/lib.rs",
                "#[derive(Clone, Copy, Debug)]\npub struct Keys",
                "#[derive(Clone, Debug)]\npub struct Keys",
            ),
        ),
    ),
    Fault(
        "bound",
        Kind.MEDIUM,
        crate("strsim"),
        "a bound is missing in a generic function and needed by its callers",
        (
            Splice(
                "src/lib.rs",
                "    Iter2: IntoIterator<Item = Elem2>,\n    Elem1: PartialEq<Elem2>,\n{\n    let (mut ita, mut itb)",
                "    Iter2: IntoIterator<Item = Elem2>,\n{\n    let (mut ita, mut itb)",
            ),
        ),
    ),
)
