"""A value that may be missing, and is used several times as if it were there, is handed on where it is made (P05)."""

from repair.moves.mending import mend

TWICE = """pub struct Pen(u8);
impl Pen {
    fn draw(&mut self) -> Option<u8> { self.0 += 1; Some(self.0) }
    fn lift(&mut self) -> Option<u8> { None }
}
pub struct Hand<'a> { pen: Option<&'a mut Pen>, is_down: bool }
impl Hand<'_> {
    pub fn go(&mut self) -> Option<u8> {
        let pen = self.pen.as_mut();
        if self.is_down { pen.draw() } else { pen.lift() }
    }
}
"""


def test_each_use_needs_it() -> None:
    """One `?` at the `let` answers all of them."""
    mended = mend(TWICE)
    assert mended.text == TWICE.replace("as_mut();", "as_mut()?;")
    assert mended.moves == ("hand-on-early",)
    assert mended.faults == ()


def test_one_use_looks_first() -> None:
    """Where a use asks whether there is anything, the value stays as it is."""
    text = TWICE.replace("if self.is_down", "if pen.is_some()")
    assert "as_mut();" in mend(text).text
