"""A failure at the end of an inner block is handed on, not dropped and not returned at once (P05)."""

from repair.moves.mending import mend

LOOP = """use std::fmt;
pub struct Parts(Vec<&'static str>);
impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.0 {
            f.write_str(part)
        }
        Ok(())
    }
}
"""


def test_at_the_end_of_a_loop() -> None:
    """A `return` would end the loop after one turn, a `;` would pass over the failure."""
    mended = mend(LOOP)
    assert mended.text == LOOP.replace("write_str(part)", "write_str(part)?")
    assert mended.moves == ("hand-on-result",)
    assert mended.faults == ()


def test_an_answer_is_no_call() -> None:
    """What is made on the spot is returned."""
    text = "pub fn f(n: u8) -> Result<(), ()> {\n    if n > 1 {\n        Err(())\n    }\n    Ok(())\n}\n"
    assert "return Err(())" in mend(text).text


def test_a_function_that_hands_nothing_on() -> None:
    """Where the function gives nothing, no `?` is written."""
    mended = mend("fn g() -> Result<(), ()> { Ok(()) }\npub fn f(n: u8) { for _ in 0..n { g() } }\n")
    assert "?" not in mended.text
    assert "hand-on-result" not in mended.moves
