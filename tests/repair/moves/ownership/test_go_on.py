"""An iterator that goes on after its first values is lent."""

from repair.moves.mending import mend

FIRST = """pub struct Odd {
    n: u32,
}
impl Iterator for Odd {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        self.n += 2;
        Some(self.n)
    }
}
pub fn first() -> (Vec<u32>, Option<u32>) {
    let mut odd = Odd { n: 1 };
    let some = odd.take(3).collect();
    (some, odd.next())
}
"""


def test_the_next_one_comes_after_those_that_were_taken() -> None:
    """A copy would begin anew."""
    mended = mend(FIRST)
    assert mended.text == FIRST.replace("odd.take", "odd.by_ref().take")
    assert mended.moves == ("go-on",)


def test_one_that_was_used_up_has_no_next_one() -> None:
    """All of it was asked for: there is nothing to go on with."""
    mended = mend(FIRST.replace("odd.take(3).collect()", "odd.collect()"))
    assert "go-on" not in mended.moves
