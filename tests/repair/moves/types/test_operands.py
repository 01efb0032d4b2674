"""Operands of types that do not go together: the right one of the two is converted."""

import pytest

from repair.moves.mending import mend

PAIRS = (
    ("fn f(a: usize, b: u32) -> usize { @ }", "a - b", "a - b as usize"),
    ("fn f(v: &[f64]) -> f64 { @ }", "v[0] / v.len()", "v[0] / v.len() as f64"),
    ("fn f(a: usize, b: bool) -> usize { @ }", "a + (b)", "a + usize::from(b)"),
    ("fn f(a: u32, b: Option<u32>) -> Option<u32> { @ }", "Some(a + b)", "Some(a + b?)"),
    ("fn f(v: &[u8]) -> Option<&u8> { @ }", "v.iter().find(|b| b > 3)", "v.iter().find(|b| **b > 3)"),
)


@pytest.mark.parametrize(("program", "before", "after"), PAIRS)
def test_one_operand_is_converted(program: str, before: str, after: str) -> None:
    """The narrower operand, the whole number or the borrow gives way."""
    mended = mend(program.replace("@", before) + "\n")
    assert mended.text == program.replace("@", after) + "\n"


def test_no_fraction_is_cut_off() -> None:
    """A fraction is not made whole only because its neighbour is."""
    mended = mend("pub fn f(v: &[i32], by: f64) -> Vec<i32> { v.iter().map(|x| x * by).collect() }\n")
    assert "by as i32" not in mended.text
    assert mended.faults == ()


def test_a_value_beside_an_optional_one() -> None:
    """The value is compared as one that is there: nothing panics where none is."""
    before = "pub fn f(v: &[u8], x: u8) -> bool { v.first() == x }\n"
    assert mend(before).text == before.replace("== x", "== Some(&x)")
