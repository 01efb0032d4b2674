"""What is only looked at is copied out of what changes."""

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend

FIRST = "pub fn grow(all: &mut Vec<i32>) -> i32 {\n    let first = &all[0];\n    all.push(6);\n    *first\n}\n"
WORD = """pub fn head(text: &mut String) -> String {
    let word = text.trim();
    text.clear();
    format!("{word}{text}")
}
"""
PEEK = """pub struct Lexer {
    chars: Vec<char>,
    at: usize,
}
impl Lexer {
    fn peek(&self) -> Option<&char> {
        self.chars.get(self.at)
    }
    fn bump(&mut self) {
        self.at += 1;
    }
    pub fn take(&mut self, out: &mut String) {
        while let Some(c) = self.peek() {
            self.bump();
            out.push(*c);
        }
    }
}
"""
GUARD = """pub fn f(n: i32) -> i32 {
    let mut x = Some(n);
    match x {
        Some(_) if { x = None; n > 3 } => x.unwrap_or(n),
        _ => 0,
    }
}
"""


def test_a_number_is_copied() -> None:
    """The reference becomes the number, and so does each use of it."""
    mended = mend(FIRST)
    assert mended.text == FIRST.replace("&all[0]", "all[0]").replace("*first", "first")
    assert mended.moves == ("copy-out",)
    assert mended.costs == ()


def test_a_text_is_cloned_at_a_price() -> None:
    """Both the word and the text are shown after the change: no order of the statements does that."""
    mended = mend(WORD)
    assert mended.text == WORD.replace("text.trim()", "text.trim().to_owned()")
    assert mended.costs == (CostKind.CLONE,)


def test_what_a_loop_looks_at() -> None:
    """The character is copied before the position moves on."""
    mended = mend(PEEK)
    assert mended.text == PEEK.replace("self.peek()", "self.peek().copied()").replace("*c", "c")
    assert mended.moves == ("copy-out",)


def test_a_guard_that_sets_what_is_matched() -> None:
    """The match looks at a copy: the guard is still run, and its effect is seen."""
    mended = mend(GUARD)
    assert mended.text == GUARD.replace("match x", "match { x }")
    assert mended.moves == ("copy-out",)


def test_what_is_changed_is_no_copy() -> None:
    """A mutable loan is there to change the original: a copy would lose that."""
    mended = mend("pub fn f(all: &mut Vec<i32>) {\n    let x = &mut all[0];\n    all.push(1);\n    *x = 2;\n}\n")
    assert "copy-out" not in mended.moves
    assert mended.faults == ()
