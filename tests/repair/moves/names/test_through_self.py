"""What belongs to the type itself is named through `self` or `Self`."""

import pytest

from repair.moves.mending import mend

STACK = """pub struct Stack { items: Vec<u8>, limit: usize }
impl Stack {
    const SPARE: usize = 2;
    fn room(&self) -> usize { self.limit + Self::SPARE - self.items.len() }
    fn twice(n: usize) -> usize { n * 2 }
    pub fn tell(&self) -> usize { {} }
}
"""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("room()", "self.room()"), ("SPARE", "Self::SPARE"), ("twice(3)", "Self::twice(3)"), ("limit", "self.limit")],
)
def test_members_of_the_same_type(wrong: str, right: str) -> None:
    """A method and a field get `self.`, what has no receiver gets `Self::`."""
    mended = mend(STACK.replace("{}", wrong))
    assert mended.text == STACK.replace("{}", right)
    assert mended.faults == ()


def test_a_method_that_comes_from_elsewhere() -> None:
    """A method that the crate does not define is tried on `self`, and the compiler knows it."""
    text = (
        "pub struct Words(Vec<u8>);\nimpl Clone for Words {\n    fn clone(&self) -> Self { Words(self.0.clone()) }\n}\n"
    )
    use = text + "pub trait Twice: Clone { fn twice(&self) -> (Self, Self) { ({}(), self.clone()) } }\n"
    mended = mend(use.replace("{}", "clone"))
    assert mended.text == use.replace("{}", "self.clone")
    assert mended.moves == ("name-through-self",)


def test_nothing_without_a_receiver() -> None:
    """Where there is no `self`, no method of it is called."""
    mended = mend("pub struct A;\nimpl A {\n    pub fn new() -> u8 { missing() }\n}\n")
    assert not mended.compiles
    assert mended.moves == ()


def test_a_variable_of_the_same_name() -> None:
    """A field and a method are meant where a variable and a function of their names do not fit."""
    text = """pub struct Part { size: u64, name: String }
fn shown(name: &str, times: u8) -> String { name.repeat(times.into()) }
impl Part {
    fn shown(&self) -> String { shown(&self.name, 2) }
    pub fn fits(&self, size: &str, most: u64) -> bool { {}size == most && size.len() > 1 && {}shown().is_empty() }
}
"""
    mended = mend(text.replace("{}", ""))
    assert mended.text == text.replace("{}", "self.")
    assert mended.moves == ("name-through-self", "name-through-self")


def test_a_field_that_is_set() -> None:
    """A variable that nobody reads afterwards is not what is set; one that is read may be."""
    text = """#![deny(unused_assignments)]
pub struct Cursor { index: usize }
impl Cursor {
    pub fn step(&mut self) -> usize {
        let index = self.index;
        {}index += 1;
        {}
    }
}
"""
    wrong, right = (text.replace("{}", words, 1).replace("{}", "self.index") for words in ("", "self."))
    assert mend(wrong).text == right
    kept = mend(text.replace("{}", "", 1).replace("{}", "index"))
    assert kept.text == text.replace("{}", "", 1).replace("{}", "index").replace("let index", "let mut index")


def test_a_method_that_is_called_through_its_type() -> None:
    """A call that lacks its receiver is one on `self`."""
    changed = STACK.replace("tell(&self)", "tell(&mut self)").replace("fn room(&self)", "fn room(&mut self)")
    mended = mend(changed.replace("{}", "Self::room()"))
    assert mended.text == changed.replace("{}", "self.room()")


def test_a_path_to_self_is_a_field() -> None:
    """`self::n` is a module's, `self.n` the value's."""
    sound = "pub struct A {\n    n: u8,\n}\nimpl A {\n    pub fn f(&self) -> u8 {\n        self.n\n    }\n}\n"
    assert mend(sound.replace("self.n\n", "self::n\n")).text == sound
