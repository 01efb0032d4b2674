"""A type that holds references where it has to own."""

from typing import Final

from bench.escalation.faults.fault import Fault, Kind, Splice, crate

_SCRIPT: Final = "src/script.rs"
_SCRIPT_TEXT: Final = """//! Texts of several commands.

use alloc::{string::String, vec::Vec};

use crate::split;

/// One command.
#[derive(Debug)]
pub struct Line {
    pub words: Vec<String>,
}

/// Commands in their order.
#[derive(Debug)]
pub struct Script {
    pub lines: Vec<Line>,
}

fn line(text: &str) -> Option<Line> {
    let words = split(text)?;
    Some(Line { words })
}

/// Reads a command a line; `None` when a quote is open.
pub fn read(text: &str) -> Option<Script> {
    let lines = text.lines().map(line).collect::<Option<Vec<_>>>()?;
    Some(Script { lines })
}
"""
_LONGEST_TEXT: Final = """//! What stands out in a script.

use alloc::string::String;

use crate::script::Script;

/// Gives the longest word.
pub fn longest(script: &Script) -> Option<&str> {
    let words = script.lines.iter().flat_map(|line| line.words.iter());
    words.map(String::as_str).max_by_key(|word| word.len())
}
"""
_SCRIPT_TEST_TEXT: Final = """extern crate shlex;

use shlex::longest::longest;
use shlex::script::read;

#[test]
fn the_longest_word_may_hold_spaces() {
    let script = read("echo 'a longer word'\\nls -l").unwrap();
    assert_eq!(Some("a longer word"), longest(&script));
    assert_eq!(2, script.lines.len());
    assert!(read("echo 'open").is_none());
}
"""

OWNER: Final = Fault(
    "owner",
    Kind.COMPLEX,
    crate("shlex"),
    "a type holds references to values that nobody keeps, and another file uses it",
    (
        Splice(
            _SCRIPT,
            "pub struct Line {\n    pub words: Vec<String>,",
            "pub struct Line<'a> {\n    pub words: Vec<&'a str>,",
        ),
        Splice(
            _SCRIPT,
            "pub struct Script {\n    pub lines: Vec<Line>,",
            "pub struct Script<'a> {\n    pub lines: Vec<Line<'a>>,",
        ),
        Splice(_SCRIPT, "fn line(text: &str) -> Option<Line> {", "fn line(text: &str) -> Option<Line<'_>> {"),
        Splice(
            _SCRIPT,
            "    Some(Line { words })",
            "    Some(Line { words: words.iter().map(String::as_str).collect() })",
        ),
        Splice(
            _SCRIPT,
            "pub fn read(text: &str) -> Option<Script> {",
            "pub fn read(text: &str) -> Option<Script<'_>> {",
        ),
        Splice("src/longest.rs", "pub fn longest(script: &Script) ->", "pub fn longest<'a>(script: &'a Script<'a>) ->"),
        Splice("src/longest.rs", "Option<&str>", "Option<&'a str>"),
        Splice("src/longest.rs", ".map(String::as_str)", ".copied()"),
    ),
    (
        Splice("src/lib.rs", "pub mod bytes;\n", "pub mod bytes;\npub mod longest;\npub mod script;\n"),
        Splice(_SCRIPT, "", _SCRIPT_TEXT),
        Splice("src/longest.rs", "", _LONGEST_TEXT),
        Splice("tests/script.rs", "", _SCRIPT_TEST_TEXT),
    ),
)
