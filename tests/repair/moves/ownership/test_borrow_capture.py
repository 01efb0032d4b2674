"""A closure that only looks borrows what is used after it."""

from repair.moves.mending import mend


def test_move_goes() -> None:
    """Without `move` the closure borrows."""
    text = "pub fn f(v: Vec<u8>) -> bool {\n    let has = move |n: u8| v.contains(&n);\n    has(1) && v.len() > 2\n}\n"
    mended = mend(text)
    assert mended.text == text.replace("move |", "|")
    assert mended.moves == ("borrow-capture",)


def test_a_copied_counter_stays_copied() -> None:
    """A closure that counts in its own copy would count in the original without `move`."""
    text = "pub fn f(v: Vec<u8>) -> usize {\n    let mut n = 0;\n    let mut next = move || {\n"
    mended = mend(text + "        n += v.len();\n        n\n    };\n    next() + next() + n + v.len()\n}\n")
    assert mended.compiles
    assert "move" in mended.text


def test_a_copy_that_its_method_changes() -> None:
    """So would one that a method changes in the copy."""
    text = """#[derive(Clone, Copy)]
pub struct Counter {
    n: u32,
}
impl Counter {
    pub fn bump(&mut self) -> u32 {
        self.n += 1;
        self.n
    }
}
pub fn f(mut c: Counter, name: String) -> u32 {
    let mut next = move || c.bump() + name.len() as u32;
    next() + c.bump() + name.len() as u32
}
"""
    mended = mend(text)
    assert mended.compiles
    assert "move ||" in mended.text


def test_a_method_of_what_is_given_away() -> None:
    """There is no copy of it: whatever the method does, it is only borrowed."""
    text = (
        "pub struct Conf(Vec<u8>);\nimpl Conf {\n    pub fn shown(&self) -> usize {\n        self.0.len()\n    }\n}\n"
    )
    rest = "pub fn f(conf: Conf) -> usize {\n    let size = move || conf.shown();\n    size() + conf.shown()\n}\n"
    assert mend(text + rest).text == text + rest.replace("move ||", "||")
