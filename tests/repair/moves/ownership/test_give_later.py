"""A value is given away after the last use of what it lent."""

from repair.moves.mending import mend


def test_an_early_drop() -> None:
    """The `drop` goes behind the last use."""
    head = "pub fn f(words: &str) {\n    let text = String::from(words);\n"
    head += "    let parts: Vec<&str> = text.split(' ').collect();\n"
    mended = mend(head + '    drop(text);\n    println!("{:?}", parts);\n    println!("end");\n}\n')
    assert mended.text == head + '    println!("{:?}", parts);\n    drop(text);\n    println!("end");\n}\n'
    assert mended.moves == ("give-later",)


def test_a_lock_is_not_held_longer() -> None:
    """Others wait for the end of a guard: it does not move."""
    text = """use std::sync::Mutex;
pub fn f(m: &Mutex<Vec<String>>) -> usize {
    let held = m.lock().unwrap();
    let first = &held[0];
    drop(held);
    let n = m.lock().unwrap().len();
    n + first.len()
}
"""
    mended = mend(text)
    assert "give-later" not in mended.moves
    assert mended.text.index("drop(held)") < mended.text.index("let n")
