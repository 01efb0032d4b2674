"""A small type that owns nothing is copied."""

from repair.moves.mending import mend

ROBOT = (
    "pub struct Robot {\n    dir: Dir,\n}\nimpl Robot {\n    pub fn dir(&self) -> Dir {\n        self.dir\n    }\n}\n"
)


def test_an_enum_without_content() -> None:
    """It derives `Clone` and `Copy`."""
    text = "pub enum Dir {\n    Up,\n    Down,\n}\n" + ROBOT
    mended = mend(text)
    assert mended.text == "#[derive(Clone, Copy)]\n" + text
    assert mended.moves == ("derive-copy",)


def test_a_token_is_not_copied() -> None:
    """A type without content, and one that is changed by its methods, keep their one place."""
    token = "pub struct Dir;\n" + ROBOT
    assert "Copy" not in mend(token).text
    counter = "pub struct Dir(u8);\nimpl Dir {\n    pub fn turn(&mut self) {\n        self.0 += 1;\n    }\n}\n" + ROBOT
    assert "Copy" not in mend(counter).text
