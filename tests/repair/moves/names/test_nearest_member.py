"""Members that are nearly called so."""

import pytest

from repair.moves.mending import mend

TYPES = """pub struct Point { pub width: u8 }
impl Point {
    pub const LIMIT: u8 = 9;
    pub fn area(&self) -> u8 { self.width }
}
pub enum Side { LeftHand, RightHand }
"""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("pub fn f() -> u8 { Point::Limit }", "pub fn f() -> u8 { Point::LIMIT }"),
        ("pub fn f() -> Side { Side::LeftHnad }", "pub fn f() -> Side { Side::LeftHand }"),
        ("pub fn f(v: &Vec<u8>) -> usize { v.length }", "pub fn f(v: &Vec<u8>) -> usize { v.len() }"),
        ("pub fn f(v: &Vec<u8>) -> usize { v.size() }", "pub fn f(v: &Vec<u8>) -> usize { v.len() }"),
    ],
)
def test_one_letter_or_another_word(wrong: str, right: str) -> None:
    """The members of the type are compared, and Rust's own words for what others call differently."""
    mended = mend(f"{TYPES}{wrong}\n")
    assert mended.text == f"{TYPES}{right}\n"
    assert mended.faults == ()


def test_nothing_that_is_not_alike() -> None:
    """The only field of a struct is not taken for another one."""
    mended = mend("pub struct A { x: u8 }\npub fn f(a: &A) -> u8 { a.total }\n")
    assert not mended.compiles
    assert mended.moves == ()


@pytest.mark.parametrize(("wrong", "right"), [("t.01", "t.1"), ("t.0_0", "t.0")])
def test_numbers_of_fields(wrong: str, right: str) -> None:
    """The number of a field has no zeros before it."""
    assert mend(f"pub fn f(t: (u8, u8)) -> u8 {{ {wrong} }}\n").text == f"pub fn f(t: (u8, u8)) -> u8 {{ {right} }}\n"
