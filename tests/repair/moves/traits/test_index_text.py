"""Text that is indexed by a number (P18)."""

from repair.moves.mending import mend

CHARACTER = """\
fn first(word: &str) -> char {
    word[0]
}
"""
BYTE = """\
fn is_dash(word: &String, at: usize) -> bool {
    word[at] == b'-'
}
"""
OTHER = """\
struct Word;

fn first(word: Word) -> char {
    word[0]
}
"""


def test_character() -> None:
    """Where a character is wanted, it is counted to."""
    mended = mend(CHARACTER)
    assert mended.compiles
    assert mended.text == CHARACTER.replace("word[0]", "word.chars().nth(0).unwrap()")
    assert "index-text" in mended.moves
    assert mended.faults == ()


def test_byte() -> None:
    """Where a byte is wanted, the bytes are indexed."""
    mended = mend(BYTE)
    assert mended.compiles
    assert mended.text == BYTE.replace("word[at]", "word.as_bytes()[at]")
    assert "index-text" in mended.moves
    assert mended.faults == ()


def test_other() -> None:
    """Other types are indexed as they are."""
    mended = mend(OTHER)
    assert not mended.compiles
    assert "index-text" not in mended.moves
    assert mended.faults == ()


def test_a_byte_that_is_asked_for() -> None:
    """What may lie outside of the text is asked for among its bytes, also in a macro and in a chain of calls."""
    begins = "pub fn f(input: &str, n: usize) -> bool {\n"
    right = (
        begins
        + "    match input.as_bytes().get(n) {\n        Some(b'a'..=b'z') => true,\n        _ => false,\n    }\n}\n"
    )
    mended = mend(right.replace(".as_bytes()", ""))
    assert mended.text == right
    assert mended.moves == ("index-text",)
    right = begins + "    matches!(input.as_bytes().get(n), Some(b'a'..=b'z'))\n}\n"
    assert mend(right.replace(".as_bytes()", "")).text == right
    right = begins + "    input\n        .as_bytes()\n        .get(n)\n        .is_some()\n}\n"
    assert mend(right.replace("        .as_bytes()\n", "")).text == right


def test_a_character_that_is_asked_for() -> None:
    """Where a character is wanted, the bytes have none."""
    wrong = "pub fn f(input: &str, n: usize) -> bool {\n    matches!(input.get(n), Some('a'..='z'))\n}\n"
    assert mend(wrong).text == wrong.replace(".get(n)", ".chars().nth(n)")


def test_a_map_that_is_asked() -> None:
    """`get` of another type takes what it takes."""
    wrong = "pub fn f(all: &[u8], n: u8) -> Option<&u8> {\n    all.get(n)\n}\n"
    assert "index-text" not in mend(wrong).moves
