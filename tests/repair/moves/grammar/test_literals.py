"""Strings, characters and comments that have no end."""

import pytest

from repair.moves.mending import mend

SOUND = """pub fn shown(name: &str, all: &[u8]) -> String {
    let line = format!("{} has {}", name, all.len());
    let mark = 'x';
    line.replace(mark, "; ")
}

pub const NAME: &str = "a name";
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('{}", name', "{}, name"), ('"; ")', '"; )'), ('"a name"', '"a name'), ('("{}', "({}")],
)
def test_a_quote_is_missing(right: str, wrong: str) -> None:
    """It is put in on its line, although the compiler points at the last quote of the file."""
    mended = mend(SOUND.replace(right, wrong))
    assert mended.text == SOUND
    assert "close-literal" in mended.moves


def test_a_byte() -> None:
    """Its second quote stands behind the one letter of it."""
    mended = mend("pub const A: u8 = b'a;\n")
    assert mended.text == "pub const A: u8 = b'a';\n"
    assert mended.moves == ("close-literal",)


def test_a_comment_and_a_raw_string() -> None:
    """A comment ends where its line does, a raw string with as many marks as it began."""
    assert mend("/* a comment\npub fn f() {}\n").text == "/* a comment */\npub fn f() {}\n"
    mended = mend('pub const A: &str = r##"a "#;\n')
    assert mended.compiles
    assert mended.text == 'pub const A: &str = r##"a "##;\n'


def test_what_has_an_end_is_left_alone() -> None:
    """A string over two lines is one, whatever the types say."""
    mended = mend('pub fn f() -> u8 { "a\nb" }\n')
    assert "close-literal" not in mended.moves
