"""`for` in constant functions."""

from repair.moves.mending import mend

LOOP = """pub const fn f(n: usize) -> usize {
    let mut sum = 0;
    for i in 0..=n {
        sum += i;
    }
    sum
}
"""
COUNTED = """pub const fn f(n: usize) -> usize {
    let mut sum = 0;
    let mut i = 0;
    while i <= n {
        sum += i;
        i += 1;
    }
    sum
}
"""


def test_it_counts_by_hand() -> None:
    """The ends of the range stay what they are."""
    mended = mend(LOOP)
    assert mended.text == COUNTED
    assert mended.moves == ("count-in-constant",)


def test_a_turn_that_is_left_early() -> None:
    """`continue` would pass the count by: the loop stays."""
    mended = mend(
        LOOP.replace("sum += i", "if i == 2 { continue; }\n        sum += i") + "pub const N: usize = f(3);\n"
    )
    assert not mended.compiles
    assert "count-in-constant" not in mended.moves
