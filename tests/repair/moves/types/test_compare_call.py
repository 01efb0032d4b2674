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


ASKED = """#[derive(PartialEq, Clone, Copy)]
pub enum Mode { A, B }
pub fn f(mode: Mode, a: bool) -> u8 {
    let mut mode = mode;
    if a { mode = Mode::B; }
    if mode = Mode::A && a { 1 } else { 2 }
}
"""


def test_a_condition() -> None:
    """In a condition nobody assigns, whatever stands beside it."""
    mended = mend(ASKED)
    assert (mended.text, mended.faults) == (ASKED.replace("mode = Mode::A &&", "mode == Mode::A &&"), ())


def test_where_a_truth_is_expected() -> None:
    """As the last value of a function, and as what a closure gives."""
    tail = "pub struct P { x: u8, y: u8 }\npub fn f(a: &mut P, b: &P) -> bool {\n    a.y = b.y && a.x == b.x\n}\n"
    given = "pub fn f(mut v: Vec<u8>) -> usize {\n    v.iter_mut().filter(|one| **one = 2).count()\n}\n"
    assert tail.replace("y = b", "y == b") == mend(tail).text
    assert given.replace("one = 2", "one == 2") == mend(given).text


CHAIN = """pub struct C { a: u8, b: Option<u8>, c: Option<u8> }
pub fn f(x: &C, y: &C) -> bool {
    x.a == y.a
        && x.b == Some(y.a)
        && x.c == y.c
}
"""


def test_a_chain() -> None:
    """In the midst of `&&` the left side of the assignment is no place."""
    assert CHAIN == mend(CHAIN.replace("x.b == Some", "x.b = Some")).text
