"""A field taken twice is taken once (P05)."""

from repair.moves.mending import mend

TUPLE = "pub struct W<T>(pub T);\nimpl<T: AsRef<str>> W<T> { pub fn n(&self) -> usize { self.0.0.as_ref().len() } }\n"
NAMED = "pub struct P { x: u8 }\npub fn f(p: &P) -> u8 { p.x.x + 1 }\n"


def test_twice() -> None:
    """Of a tuple and of names."""
    for text, wrong, right in ((TUPLE, "self.0.0", "self.0"), (NAMED, "p.x.x", "p.x")):
        mended = mend(text)
        assert (mended.text, mended.moves) == (text.replace(wrong, right), ("take-field-once",))


def test_two_fields() -> None:
    """Another field that is missing is not left out."""
    assert "take-field-once" not in mend(NAMED.replace("p.x.x", "p.x.y")).moves


NUMBERS = """pub fn f<'a, V: 'a>(mut i: impl Iterator<Item = (usize, &'a mut V)>) -> Option<&'a mut V> {
    i.next().map(|e| e.1)
}
"""


def test_numbers() -> None:
    """`.1.0` of what has no fields."""
    assert NUMBERS == mend(NUMBERS.replace("e.1)", "e.1.0)", 1)).text
