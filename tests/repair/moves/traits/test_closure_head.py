"""Closures with the parameters that they are called with (P18)."""

from repair.moves.mending import mend

TUPLE = """\
fn sums(pairs: &[(u8, u8)]) -> Vec<u8> {
    pairs.iter().map(|left, right| left + right).collect()
}
"""
TYPES = """\
fn measured<F: Fn(&str) -> usize>(f: F) -> usize {
    f("abc")
}

fn run() -> usize {
    measured(|word: String| word.len())
}
"""
USED = """\
fn run(list: &[u8]) -> Vec<u32> {
    list.iter().map(|one: &u8, more: u32| u32::from(*one) + more.pow(2)).collect()
}
"""


def test_tuple() -> None:
    """A tuple is taken apart."""
    mended = mend(TUPLE)
    assert mended.compiles
    assert mended.text == TUPLE.replace("|left, right|", "|(left, right)|")
    assert "closure-head" in mended.moves
    assert mended.faults == ()


def test_types() -> None:
    """Written types become those that are expected."""
    mended = mend(TYPES)
    assert mended.compiles
    assert mended.text == TYPES.replace("|word: String|", "|word: &str|")
    assert "closure-head" in mended.moves
    assert mended.faults == ()


def test_used() -> None:
    """A parameter that is used is not left out."""
    mended = mend(USED)
    assert not mended.compiles
    assert "closure-head" not in mended.moves
    assert mended.faults == ()


def test_a_closure_whose_number_of_parameters_is_not_the_question() -> None:
    """Of two parameters where one reference is handed over, the second is left out only where nobody looks at it."""
    for used in ("x", "y"):
        text = f"pub fn f(v: Vec<u8>) -> usize {{\n    v.iter().filter(|x, y| **{used} > 1).count()\n}}\n"
        assert mend(text).faults == ()
    mended = mend("pub fn f(v: Vec<u8>) -> usize {\n    v.iter().filter(|x, _| **x > 1).count()\n}\n")
    assert mended.faults == ()
