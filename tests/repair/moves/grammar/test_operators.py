"""Marks that belong elsewhere or to other languages."""

import pytest

from repair.moves.mending import mend

SOUND = """pub fn count(all: &[u32]) -> u32 {
    let mut found: u32 = 0;
    for one in all {
        match one {
            0 => found += 1,
            _ => {}
        }
    }
    found
}
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("0 =>", "0 ->"),
        ("u32 = 0", "u32 := 0"),
        ("0 => found", "0 = found"),
        ("-> u32", "=> u32"),
    ],
)
def test_the_usual_mark_is_written(right: str, wrong: str) -> None:
    """The text is as it was."""
    mended = mend(SOUND.replace(right, wrong))
    assert mended.text == SOUND


def test_counting_up() -> None:
    """`++` is `+= 1`, whoever says so."""
    mended = mend("pub fn f() -> u8 { let mut n = 1; n++; n }\n")
    assert mended.text == "pub fn f() -> u8 { let mut n = 1; n += 1; n }\n"


def test_an_operator_that_may_stand_there_is_left_alone() -> None:
    """A comparison of two types is no matter of its mark."""
    mended = mend("pub struct A;\npub fn f(a: A, b: u8) -> bool { a == b }\n")
    assert "right-operator" not in mended.moves


def test_a_choice_between_two_values() -> None:
    """The operator of other languages is `if` and `else`."""
    mended = mend("pub fn f(a: u32) -> u32 { let b = g(a) > 2 ? g(1) : 0; b }\nfn g(a: u32) -> u32 { a }\n")
    assert "let b = if g(a) > 2 { g(1) } else { 0 }; b" in mended.text
    assert mended.moves == ("right-operator",)


def test_what_the_parser_took_has_no_wrong_marks() -> None:
    """An error about meaning is not answered by other marks."""
    mended = mend("pub trait A { fn b(&self) where Self: Sized; }\npub fn f(a: &dyn A) { a.b(); }\n")
    assert not mended.compiles
    assert "right-operator" not in mended.moves
