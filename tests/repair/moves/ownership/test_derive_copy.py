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


def test_changed_by_a_function() -> None:
    """A function that changes it, or its field, tells the same as a method."""
    text = "pub struct Dir(u8);\n" + ROBOT
    assert mend(text).moves == ("derive-copy",)
    for more in ("mut d: Dir, n: u8) -> u8 {\n    d.0 -= n;\n    d.0\n}\n", "d: &mut Dir) {\n    *d = Dir(1);\n}\n"):
        assert "Copy" not in mend(f"{text}pub fn spend({more}").text
    assert "Copy" not in mend(text + "pub fn f() -> u8 {\n    let mut d = Dir(2);\n    d.0 -= 1;\n    d.0\n}\n").text
