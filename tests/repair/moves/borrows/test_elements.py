"""Two elements are asked for at once."""

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend

TWO = """pub fn f(v: &mut Vec<i32>, i: usize, j: usize) {
    let a = &mut v[i];
    let b = &mut v[j];
    *a += *b;
    *b = 0;
}
"""
HALVES = """pub fn f(v: &mut [i32], mid: usize) {
    let a = &mut v[..mid];
    let b = &mut v[mid..];
    a[0] += b[0];
}
"""


def test_two_numbers() -> None:
    """The same number twice ends the program, as a number outside of the list does."""
    mended = mend(TWO)
    both = "let [a, b] = v.get_disjoint_mut([i, j]).unwrap();\n"
    assert mended.text == TWO.replace("let a = &mut v[i];\n    let b = &mut v[j];\n", both)
    assert mended.moves == ("split-elements",)
    assert mended.costs == (CostKind.UNWRAP,)


def test_two_halves() -> None:
    """Halves with one bound are split there, for nothing."""
    mended = mend(HALVES)
    split = HALVES.replace("let a = &mut v[..mid]", "let (a, rest) = v.split_at_mut(mid)")
    assert mended.text == split.replace("&mut v[mid..]", "&mut rest[..]")
    assert mended.costs == ()


def test_one_place_twice() -> None:
    """The same element cannot be had twice."""
    mended = mend(TWO.replace("v[j]", "v[i]"))
    assert "get_disjoint_mut([i, i])" not in mended.text
    assert mended.faults == ()


def test_a_method_that_lends_an_element() -> None:
    """It does nothing but lend it: both are asked for at once."""
    crate = """pub struct Grid {
    cells: Vec<u32>,
}
impl Grid {
    fn cell(&mut self, n: usize) -> &mut u32 {
        &mut self.cells[n]
    }
    pub fn add(&mut self, a: usize, b: usize) {
        let one = self.cell(a);
        let other = self.cell(b);
        *one += *other;
    }
}
"""
    mended = mend(crate)
    assert "let [one, other] = self.cells.get_disjoint_mut([a, b]).unwrap();" in mended.text
    counted = crate.replace("        &mut self.cells[n]", "        self.cells.push(0);\n        &mut self.cells[n]")
    assert "split-elements" not in mend(counted).moves
