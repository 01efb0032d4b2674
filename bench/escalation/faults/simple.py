"""Eight slips of the hand: one line each."""

from typing import Final

from bench.escalation.faults.fault import Fault, Kind, Splice, crate

_HUMAN = "src/duration.rs"

SIMPLE: Final = (
    Fault(
        "import",
        Kind.SIMPLE,
        crate("humantime"),
        "an import is missing",
        (Splice("src/wrapper.rs", "use std::ops::Deref;\n", ""),),
    ),
    Fault(
        "mut",
        Kind.SIMPLE,
        crate("heck"),
        "a `mut` is missing",
        (Splice("src/lib.rs", "let mut first_word = true;", "let first_word = true;"),),
    ),
    Fault(
        "borrow",
        Kind.SIMPLE,
        crate("configparser"),
        "a `&` is missing",
        (
            Splice(
                "src/ini.rs", "self.map.get(&section)?.get(&key)?.clone()", "self.map.get(section)?.get(&key)?.clone()"
            ),
        ),
    ),
    Fault(
        "question",
        Kind.SIMPLE,
        crate("semver"),
        "a `?` is missing",
        (
            Splice(
                "src/parse.rs",
                "        let (minor, text) = numeric_identifier(text, pos)?;\n        let text = dot",
                "        let (minor, text) = numeric_identifier(text, pos);\n        let text = dot",
            ),
        ),
    ),
    Fault(
        "name",
        Kind.SIMPLE,
        crate("humantime"),
        "a method is misspelt",
        (Splice(_HUMAN, ".checked_mul(10)", ".check_mul(10)"),),
    ),
    Fault(
        "semicolon",
        Kind.SIMPLE,
        crate("strsim"),
        "a `;` throws the result away",
        (Splice("src/lib.rs", 'write!(fmt, "{}", text)\n', 'write!(fmt, "{}", text);\n'),),
    ),
    Fault(
        "width",
        Kind.SIMPLE,
        crate("humantime"),
        "a number of the wrong width",
        (Splice(_HUMAN, "self.current.1 as u32", "self.current.1"),),
    ),
    Fault(
        "derive",
        Kind.SIMPLE,
        crate("strsim"),
        "a derive is missing",
        (
            Splice(
                "src/lib.rs",
                "#[derive(Debug, PartialEq)]\npub enum StrSimError",
                "#[derive(PartialEq)]\npub enum StrSimError",
            ),
        ),
    ),
)
