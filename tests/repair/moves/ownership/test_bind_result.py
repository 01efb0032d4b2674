"""What a method gives back is kept."""

from repair.moves.mending import mend

BUILD = """#[derive(Default)]
pub struct Build {
    size: u8,
}
impl Build {
    fn grow(mut self, by: u8) -> Self {
        self.size += by;
        self
    }
"""


def test_a_builder_line_by_line() -> None:
    """Each line binds the name again."""
    head = BUILD + "}\npub fn f() -> u8 {\n    let b = Build::default();\n"
    mended = mend(head + "    b.grow(1);\n    b.grow(2);\n    b.size\n}\n")
    assert mended.text == head + "    let b = b.grow(1);\n    let b = b.grow(2);\n    b.size\n}\n"
    assert mended.moves == ("bind-result",)


def test_in_a_loop_it_is_assigned() -> None:
    """A new name would end with the turn of the loop."""
    head = BUILD + "}\npub fn f() -> u8 {\n    let b = Build::default();\n    for n in 0..3 {\n"
    wanted = head.replace("let b", "let mut b") + "        b = b.grow(n);\n    }\n    b.size\n}\n"
    assert mend(head + "        b.grow(n);\n    }\n    b.size\n}\n").text == wanted


def test_another_type_is_not_bound() -> None:
    """A method that gives something else back does not give the value back."""
    text = BUILD + "    fn done(self) -> u8 {\n        self.size + 1\n    }\n}\n"
    mended = mend(text + "pub fn f(b: Build) -> u8 {\n    b.done();\n    b.size\n}\n")
    assert "bind-result" not in mended.moves
