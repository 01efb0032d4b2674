"""A closure that only looks borrows what is used after it."""

from repair.moves.mending import mend


def test_move_goes() -> None:
    """Without `move` the closure borrows."""
    text = "pub fn f(v: Vec<u8>) -> bool {\n    let has = move |n: u8| v.contains(&n);\n    has(1) && v.len() > 2\n}\n"
    mended = mend(text)
    assert mended.text == text.replace("move |", "|")
    assert mended.moves == ("borrow-capture",)


def test_a_copied_counter_stays_copied() -> None:
    """A closure that counts in its own copy would count in the original without `move`."""
    text = "pub fn f(v: Vec<u8>) -> usize {\n    let mut n = 0;\n    let mut next = move || {\n"
    mended = mend(text + "        n += v.len();\n        n\n    };\n    next() + next() + n + v.len()\n}\n")
    assert mended.compiles
    assert "move" in mended.text
