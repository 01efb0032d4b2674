"""Fields behind options and wrappers are reached; assignments and calls get what they can have (P05, P15)."""

import pytest

from repair.moves.mending import mend

TYPES = "pub struct P { pub x: u8 }\npub struct W { items: Vec<u8> }\n"


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        ("pub fn f(p: Option<P>) -> Option<u8> { Some(p.x) }", "Some(p?.x)", "reach-into-value"),
        ("pub fn f(p: &Option<P>) -> u8 { p.x }", "p.as_ref().unwrap().x", "reach-into-value"),
        ("pub fn f(w: &W) -> u8 { w[0] }", "w.items[0]", "reach-into-value"),
        ("pub fn f(mut x: u8) -> u8 { 3 = x; x }", "x = 3;", "place-or-call"),
        ("pub fn f(mut x: u8) -> u8 { 3 += x; x }", "x += 3;", "place-or-call"),
        ("pub fn f(x: u8) -> u8 { x() + 1 }", "x + 1", "place-or-call"),
        ("pub fn f(x: u8) -> u8 { 2(x + 1) }", "2 * (x + 1)", "place-or-call"),
    ],
)
def test_what_it_has(before: str, after: str, move: str) -> None:
    """The value inside, the place on the left, the product."""
    mended = mend(TYPES + before + "\n")
    assert mended.compiles
    assert after in mended.text
    assert move in mended.moves or mended.moves == ("suggestion",)
    assert mended.faults == ()


@pytest.mark.parametrize("before", ["pub fn f(x: u8) -> u8 { x[2] }", "pub fn f() { 1 = 2; }"])
def test_nothing_inside(before: str) -> None:
    """A number has no elements, and two numbers are no place."""
    mended = mend(TYPES + before + "\n")
    assert not mended.compiles
    assert mended.text == TYPES + before + "\n"
    assert mended.faults == ()


def test_the_field_behind_a_getter_is_set() -> None:
    """What a call gives is no place; the field of its name is one, and the sides stay."""
    sound = (
        "pub struct A {\n    n: u8,\n}\nimpl A {\n    pub fn n(&self) -> u8 {\n        self.n\n    }\n"
        "    pub fn add(&mut self, more: u8) {\n        self.n += more;\n    }\n}\n"
    )
    assert mend(sound.replace("self.n +=", "self.n() +=")).text == sound
