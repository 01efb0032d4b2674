"""A number that a closure only reads is read before the closure is made."""

from repair.moves.mending import mend

CUT = """pub struct Stats {
    seen: Vec<u32>,
    limit: u32,
    cuts: u32,
}
impl Stats {
    fn limit(&self) -> u32 {
        self.limit
    }
    pub fn cut(&mut self) {
        let over = |n: &u32| *n > self.limit();
        self.cuts += 1;
        self.seen.retain(|n| !over(n));
    }
}
"""


def test_it_is_read_once() -> None:
    """The limit stays the same as long as the closure is used."""
    mended = mend(CUT)
    assert mended.moves == ("read-before-closure",)
    assert "let limit = self.limit();\n        let over = |n: &u32| *n > limit;" in mended.text


def test_what_changes_meanwhile_is_read_each_time() -> None:
    """The closure would see the old limit."""
    mended = mend(CUT.replace("self.cuts += 1;", "self.cuts += u32::from(over(&1));\n        self.limit += 1;"))
    assert "read-before-closure" not in mended.moves
    assert mended.faults == ()


def test_what_is_computed_is_not_asked_for_in_advance() -> None:
    """The closure may never be called, and the difference may not be there."""
    mended = mend(CUT.replace("        self.limit\n", "        self.limit - self.cuts\n"))
    assert "read-before-closure" not in mended.moves
