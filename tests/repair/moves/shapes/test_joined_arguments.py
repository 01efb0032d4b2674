"""Arguments that are taken for one."""

import pytest

from repair.moves.mending import mend

SOUND = """pub fn put(n: i32, text: &str, far: i32) -> usize {
    text.len() + (n + far) as usize
}

pub fn f(text: String) -> usize {
    put(1, &text, -1)
}
"""


@pytest.mark.parametrize("wrong", ["put(1 &text, -1)", "put(1, &text -1)", "put((1, &text, -1))"])
def test_they_are_parted(wrong: str) -> None:
    """The text is as it was."""
    assert mend(SOUND.replace("put(1, &text, -1)", wrong)).text == SOUND


def test_a_difference_stays_one() -> None:
    """With a blank on both sides it is meant."""
    assert "part-arguments" not in mend(SOUND.replace("&text, -1", "&text, 3 - 1").replace("(1, ", "(")).moves
