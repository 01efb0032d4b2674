"""Keywords that are misspelt, missing or of another language."""

import pytest

from repair.moves.mending import mend

SOUND = """pub fn sum(all: &[u32]) -> u32 {
    let mut sum = 0;
    for one in all {
        sum += one;
    }
    sum
}
"""
BRANCHES = """pub fn f(a: &mut Vec<u8>, b: bool) {
    if b && !a.is_empty() {
        a.clear();
    } else if b {
        a.push(1);
    }
}
"""


@pytest.mark.parametrize(("right", "wrong"), [("for one", "ofr one"), ("one in all", "one all"), ("pub fn", "pub fnu")])
def test_the_keyword_is_written(right: str, wrong: str) -> None:
    """One letter off, or left out: the text is as it was."""
    mended = mend(SOUND.replace(right, wrong))
    assert mended.text == SOUND


def test_words_of_other_languages() -> None:
    """What `elif` and `and` mean is known."""
    for right, wrong in (("&&", "and"), ("else if", "elif")):
        mended = mend(BRANCHES.replace(right, wrong))
        assert mended.text == BRANCHES


def test_a_name_is_no_keyword() -> None:
    """A function that is not there is no misspelt `loop`."""
    mended = mend("pub fn f() -> u8 { lop(1) }\n")
    assert not mended.compiles
    assert "right-keyword" not in mended.moves
