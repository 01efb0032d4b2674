"""Labels that no loop has."""

from repair.moves.mending import mend

LOOPS = """pub fn f(v: &[u8]) -> u8 {
    let mut n = 0;
    {}loop {
        for x in v {
            n += x;
            break 'all;
        }
    }
    n
}
"""


def test_the_outermost_loop_is_named() -> None:
    """The innermost loop needs no label to be left, so an outer one is meant."""
    mended = mend(LOOPS.replace("{}", "", 1).replace("'all", "'done"))
    assert mended.text == LOOPS.replace("{}", "'done: ", 1).replace("'all", "'done")
    assert mended.moves == ("label-loop",)


def test_the_label_that_is_there() -> None:
    """A loop around that has a label is meant by another one."""
    mended = mend(LOOPS.replace("{}", "'outer: ", 1))
    assert mended.text == LOOPS.replace("{}", "'outer: ", 1).replace("'all", "'outer")


def test_no_loop_around() -> None:
    """Outside of any loop there is nothing to name."""
    mended = mend("pub fn f() { break 'all; }\n")
    assert not mended.compiles
    assert mended.moves == ()
