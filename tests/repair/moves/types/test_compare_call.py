"""What cannot be assigned to is compared (P05)."""

from repair.moves.mending import mend

EQUAL = """pub struct Set { items: Vec<u8> }
impl Set {
    fn holds(&self, other: &Set) -> bool { other.items.iter().all(|one| self.items.contains(one)) }
}
impl PartialEq for Set {
    fn eq(&self, other: &Self) -> bool {
        self.items.len() = other.items.len() && self.holds(other)
    }
}
"""


def test_a_call_on_the_left() -> None:
    """Nothing is assigned to what a call gives."""
    mended = mend(EQUAL)
    assert mended.text == EQUAL.replace("len() = other", "len() == other")
    assert mended.moves == ("compare-call",)
    assert mended.faults == ()


def test_a_place_on_the_left() -> None:
    """A field may well be assigned to."""
    mended = mend("pub struct A { n: u8 }\nimpl A { pub fn f(&mut self) { self.n = 300u16; } }\n")
    assert "compare-call" not in mended.moves


def test_a_statement() -> None:
    """Where nobody takes the value, a comparison is none either."""
    mended = mend("fn g() -> u8 { 1 }\npub fn f() { g() = 2; }\n")
    assert "compare-call" not in mended.moves
