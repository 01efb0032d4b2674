"""Brackets that are opened and never closed."""

from repair.moves.mending import mend

SOUND = """pub struct Stack {
    items: Vec<u32>,
}

impl Stack {
    pub fn push(&mut self, one: u32) {
        if one > 0 {
            self.items.push(one.max(1));
        }
    }

    pub fn pop(&mut self) -> Option<u32> {
        self.items.pop()
    }
}
"""


def test_a_brace_is_missing_where_the_lines_end() -> None:
    """The indentation says which block is not closed, inside of a function and between two."""
    for block in ("        }\n", "        }\n    }\n"):
        wrong = SOUND.replace(block, block.removesuffix("}\n").rstrip(" "), 1)
        mended = mend(wrong)
        assert mended.text == SOUND
        assert mended.moves == ("close-delimiter",)


def test_a_parenthesis_is_missing() -> None:
    """The compiler says at which of the places where the text would parse."""
    for right, wrong in (("one.max(1));", "one.max(1);"), ("pop(&mut self)", "pop(&mut self"), ("pop()", "pop(")):
        assert mend(SOUND.replace(right, wrong)).text == SOUND


def test_one_bracket_too_many_or_of_the_wrong_kind() -> None:
    """A doubled one goes, a wrong one becomes the right one."""
    assert mend(SOUND.replace("push(one.", "push((one.")).text == SOUND
    assert mend(SOUND.replace("one: u32)", "one: u32]")).text == SOUND


def test_text_without_an_end() -> None:
    """A file that was cut off in the middle of a word stays as it is."""
    mended = mend("pub fn f() { let x = [1, (2, ")
    assert not mended.compiles
    assert mended.faults == ()
