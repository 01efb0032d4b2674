"""A temporary value lives as long as what borrows it."""

from repair.moves.mending import mend

MATCH = """pub fn f(n: i32) -> usize {
    let text: &str;
    match n {
        0 => text = "zero",
        n => text = &format!("n{n}"),
    }
    text.len()
}
"""
BLOCK = """pub fn f() -> usize {
    let text = {
        let inner = &String::from("abc");
        inner.as_str()
    };
    text.len()
}
"""
LOOP = """pub fn f(all: &[i32]) -> usize {
    let mut last: &str = "";
    for x in all {
        last = &x.to_string();
    }
    last.len()
}
"""


def test_made_on_one_way_only() -> None:
    """The variable is declared before, and set where the value was made."""
    mended = mend(MATCH)
    text = MATCH.replace('&format!("n{n}")', '{ message = format!("n{n}"); &message }')
    assert mended.text == text.replace("    match", "    let message;\n    match")
    assert mended.moves == ("keep-temporary",)


def test_a_block_that_ends_too_early() -> None:
    """The value moves out of the block."""
    mended = mend(BLOCK)
    text = BLOCK.replace("    let text", '    let string = String::from("abc");\n    let text')
    assert mended.text == text.replace('&String::from("abc")', "&string")
    assert mended.moves == ("keep-temporary",)


def test_one_value_for_all_rounds_of_a_loop_is_none() -> None:
    """Each round makes its own value: one before the loop would be another program."""
    mended = mend(LOOP)
    assert "keep-temporary" not in mended.moves
    assert mended.faults == ()
