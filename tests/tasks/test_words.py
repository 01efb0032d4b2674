"""Rust text cut into words: literals, lifetimes, comments; and the items that are read from them."""

from pathlib import Path

import pytest

import ferrule
from ferrule.syntax.tree import tokens
from ferrule.tasks.rust.pieces import pieces
from ferrule.tasks.rust.words import read

DEMO = Path(ferrule.__file__).parent / "demo"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"""'a' '\n' '\'' b'x' '\u{1F600}'""", ["'a'", r"'\n'", r"'\''", "b'x'", r"'\u{1F600}'"]),
        ("&'a str 'static: loop", ["&", "'a", "str", "'static", ":", "loop"]),
        ('"a \\" // no" r#"b "c" d"# c"x" br"y"', ['"a \\" // no"', 'r#"b "c" d"#', 'c"x"', 'br"y"']),
        ("1.5e-9f64 0xff_u8 1..2 x.0.1 1.max(2)",
         ["1.5e-9f64", "0xff_u8", "1", "..", "2", "x", ".", "0.1", "1", ".", "max", "(", "2", ")"]),
        ("a::b->c=>d!=e..=f", ["a", "::", "b", "->", "c", "=>", "d", "!=", "e", "..=", "f"]),
        ("Vec<Vec<u8>> x >> 1", ["Vec", "<", "Vec", "<", "u8", ">", ">", "x", ">", ">", "1"]),
        ("r#type /* a /* b */ c */ x // y", ["r#type", "x"]),
        ('"no end', ['"', "no", "end"]),
        ("/* no end", []),
        ("a\u00e9 \u2028 b", ["a\u00e9", "b"]),
    ],
)  # fmt: skip
def test_words(text: str, words: list[str]) -> None:
    """Each literal is one word, and what has no end is cut into its signs."""
    assert list(read(text.encode()).words) == words


def test_lines_and_comments() -> None:
    """Lines count from 1, and doc comments are told from others."""
    told = read(b"//! a\n// b\n\n/// c\nfn f() {}\n/* d\n */ /** e */ x //// f\n")
    assert (told.words[0], told.lines[0]) == ("fn", 5)
    assert [(one.line, one.is_doc) for one in told.comments] == [
        (1, True), (2, False), (4, True), (6, False), (7, True), (7, False),
    ]  # fmt: skip
    assert told.words[-1] == "x"
    assert told.lines[-1] == 7


def test_the_same_as_the_tree() -> None:
    """On real sources the words are those that the syntax tree has."""
    files = sorted(DEMO.rglob("*.rs"))
    assert len(files) > 3
    for path in files:
        source = path.read_bytes()
        assert "".join(read(source).words) == "".join(token.text.decode() for token in tokens(source)), path


SOURCE = b"""#![cfg(feature = "x")]
proptest! { #[test] fn p(a in 0..5u8) { assert_eq!(a, 1); } }
#[tokio::test(flavor = "x")]
pub(crate) async fn y<const N: usize>(f: fn(u8) -> [u8; 3]) -> Result<(), E> where E: A, { x?; }
mod other;
impl<T> A for b::B<T> where T: X { const K: u8 = 3; fn m(&self); }
macro_rules! made { ($a:ident) => { #[test] fn $a() {} } }
made!(b);
static mut S: *const u8 = 0 as *const u8;
pub trait T: Send { type X; fn d(x: &'static str) {} }
"""


def test_items() -> None:
    """Items are found with what is around them, in macro calls too; what a macro would make is none."""
    found = [(one.kind, "::".join((*one.around, one.name)), one.line) for one in pieces(SOURCE)]
    assert found == [
        ("call", "proptest", 2), ("fn", "proptest!::p", 2), ("fn", "y", 4), ("mod;", "other", 5), ("impl", "B", 6),
        ("const", "B::K", 6), ("fn", "B::m", 6), ("macro", "made", 7), ("call", "made", 8), ("static", "S", 9),
        ("trait", "T", 10), ("type", "T::X", 10), ("fn", "T::d", 10),
    ]  # fmt: skip
    [y] = [one for one in pieces(SOURCE) if one.name == "y"]
    assert (y.attributes, y.outer, y.is_public) == (('tokio::test(flavor="x")',), ('cfg(feature="x")',), False)
    assert y.body == ("x", "?", ";")


@pytest.mark.parametrize(
    "text", [b"", b"fn", b"}}}", b"fn f(", b"impl {", b"#[", b"#![x", b"mod a", b"\xff\x00", b"m!" * 9]
)
def test_broken_text(text: bytes) -> None:
    """Text that is no Rust never raises."""
    assert isinstance(pieces(text), tuple)
    assert isinstance(pieces(text * 500), tuple)
