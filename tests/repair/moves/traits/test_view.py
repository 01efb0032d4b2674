"""A method that only a view of the value has (P18)."""

import pytest

from repair.moves.mending import mend

LEFT = """\
pub struct Part<'a> {
    iter: std::str::Chars<'a>,
    src: &'a str,
}
impl Part<'_> {
    pub fn at(&self) -> usize {
        self.src.len() - self.iter.as_str().len()
    }
}
"""
OWN = """\
pub struct Name(String);
impl Name {
    pub fn as_text(&self) -> &str {
        &self.0
    }
    pub fn as_number(&self) -> Option<usize> {
        self.0.parse().ok()
    }
}
pub fn f(name: &Name) -> usize {
    name.as_text().len()
}
"""


def test_what_is_left_of_a_text() -> None:
    """The length of what is left is no number of characters."""
    mended = mend(LEFT.replace(".as_str()", ""))
    assert mended.text == LEFT
    assert mended.moves == ("look-through-view",)
    assert mended.faults == ()


@pytest.mark.parametrize(
    ("head", "body", "view"),
    [
        ("iter: &mut std::str::Chars<'_>, at: usize) -> usize", "at - iter.as_str().len()", ".as_str()"),
        ("iter: std::slice::Iter<'_, u8>) -> bool", "iter.as_slice().is_empty()", ".as_slice()"),
        ("iter: std::slice::Iter<'_, u8>) -> bool", "iter.as_slice().starts_with(b\"a\")", ".as_slice()"),
        ("text: &str) -> Option<&u8>", "text.as_bytes().first()", ".as_bytes()"),
        ("text: String) -> Vec<u8>", "text.as_bytes().to_vec()", ".as_bytes()"),
        ("iter: &std::str::Chars<'_>) -> String", "format!(\"{}\", iter.as_str().len())", ".as_str()"),
    ],
)  # fmt: skip
def test_other_views(head: str, body: str, view: str) -> None:
    """Bytes of a text and slices of what is iterated over have methods of their own."""
    right = f"pub fn f({head} {{\n    {body}\n}}\n"
    mended = mend(right.replace(view, ""))
    assert mended.text == right
    assert mended.moves == ("look-through-view",)


def test_own_view() -> None:
    """A type of the crate may have a view of its own."""
    assert mend(OWN.replace("name.as_text()", "name")).text == OWN


@pytest.mark.parametrize("value", ["text.chars()", "made"])
def test_made_on_the_spot(value: str) -> None:
    """The characters of a whole text are counted."""
    begins = "pub fn f(text: &str) -> usize {\n    let made = text.chars();\n    drop(made.clone());\n"
    wrong = f"{begins}    {value}.len()\n}}\n"
    assert mend(wrong).text == wrong.replace(".len()", ".count()")


def test_a_wrong_name() -> None:
    """A method that no view has is another one of the type itself."""
    wrong = "pub fn f(text: &str) -> usize {\n    text.lenn()\n}\n"
    assert mend(wrong).text == wrong.replace("lenn", "len")
