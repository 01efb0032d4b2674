"""Methods of fractions on whole numbers and on literals without a width (P16)."""

import pytest

from repair.moves.mending import mend

CASTS = (
    ("pub fn root(n: u32) -> f64 { @ }", "n.sqrt()", "(n as f64).sqrt()"),
    ("pub fn root(n: &i32) -> f32 { @ }", "n.sqrt()", "(*n as f32).sqrt()"),
    ("pub fn far(x: i32, y: i32) -> f64 { @ }", "(x * x + y * y).sqrt()", "((x * x + y * y) as f64).sqrt()"),
)


@pytest.mark.parametrize(("program", "before", "after"), CASTS)
def test_the_receiver_is_cast(program: str, before: str, after: str) -> None:
    """The method is called on a fraction, as wide as the answer."""
    mended = mend(program.replace("@", before) + "\n")
    assert mended.text == program.replace("@", after) + "\n"
    assert mended.moves == ("fraction-method",)


def test_a_whole_answer_keeps_the_numbers_whole() -> None:
    """Where the answer is whole, the compiler's method for whole numbers comes first."""
    assert mend("pub fn root(n: u32) -> u32 { n.sqrt() }\n").text == "pub fn root(n: u32) -> u32 { n.isqrt() }\n"


def test_a_literal_is_wide() -> None:
    """Without another word a fraction is an `f64`."""
    mended = mend('pub fn f() { println!("{}", 1); let x = 2.0.powi(2); println!("{x}"); }\n')
    assert "2.0_f64.powi(2)" in mended.text


def test_a_literal_beside_narrow_ones() -> None:
    """In a function of narrow numbers the compiler's words stay."""
    assert "2.0_f32.sqrt()" in mend("pub fn f(x: f32) -> f32 { x * 2.0.sqrt() }\n").text


def test_no_method_of_fractions() -> None:
    """A method that fractions do not have either is none of ours."""
    mended = mend("pub fn f(n: u32) -> f64 { n.thrice() }\n")
    assert not mended.compiles
    assert mended.moves == ()
