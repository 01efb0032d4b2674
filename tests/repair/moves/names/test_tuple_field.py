"""A number where the field of `self` with that number is meant."""

from repair.moves.mending import mend

LINES = """pub struct Lines<'a>(&'a str, usize);
impl<'a> Lines<'a> {
    pub fn rest(&mut self) -> usize {
        A = &B[1..];
        C.len() + self.1
    }
}
"""


def lines(first: str, second: str, third: str) -> str:
    """Fill in how the field is written at three places."""
    return LINES.replace("A", first).replace("B", second).replace("C", third)


def test_places_of_a_value() -> None:
    """Left of `=`, before an index and before a dot the field is meant."""
    right = lines("self.0", "self.0", "self.0")
    for wrong in (lines("0", "self.0", "self.0"), lines("self.0", "0", "self.0"), lines("self.0", "self.0", "0")):
        mended = mend(wrong)
        assert mended.text == right
        assert mended.moves == ("tuple-field-of-self",)


def test_a_number_stays_a_number() -> None:
    """Without a field of that number nothing is offered."""
    mended = mend("pub struct A { x: u8 }\nimpl A {\n    pub fn f(&self) -> usize { 0.len() }\n}\n")
    assert "tuple-field-of-self" not in mended.moves
    assert mended.faults == ()


def test_a_reference_to_it() -> None:
    """A reference to a number, where one to the field's type is asked for."""
    text = "pub struct Name(String);\nimpl Name {\n    pub fn text(&self) -> &String { &{}0 }\n}\n"
    assert mend(text.replace("{}", "")).text == text.replace("{}", "self.")
