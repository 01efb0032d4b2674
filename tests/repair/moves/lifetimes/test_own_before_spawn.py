"""A thread gets copies of what is lent to the function that starts it (P15)."""

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend

HEAD = "use std::thread;\n"


def test_a_parameter() -> None:
    """A text is owned before the thread starts."""
    mended = mend(
        HEAD
        + """pub fn start(name: &str) -> thread::JoinHandle<usize> {
    thread::spawn(move || name.len())
}
"""
    )
    assert mended.moves == ("own-before-spawn",)
    assert "    let name = name.to_string();\n    thread::spawn(move || name.len())\n" in mended.text


def test_fields_of_the_receiver() -> None:
    """Only what the thread uses of `self` is copied, and the copies are told of."""
    mended = mend(
        HEAD
        + """pub struct Job { name: String, n: usize, more: thread::Thread }
impl Job {
    pub fn start(&self) -> thread::JoinHandle<usize> {
        thread::spawn(move || self.name.len() + self.n)
    }
    pub fn more(&self) -> &thread::Thread { &self.more }
}
"""
    )
    assert "let name = self.name.clone();\n        let n = self.n.clone();\n" in mended.text
    assert "thread::spawn(move || name.len() + n)" in mended.text
    assert CostKind.CLONE in mended.costs


def test_what_a_loop_gives() -> None:
    """Each round copies what it hands to its thread."""
    mended = mend(
        HEAD
        + """pub fn start(items: &[String], prefix: &str) {
    for item in items {
        thread::spawn(move || println!("{prefix}{item}"));
    }
}
"""
    )
    assert "let prefix = prefix.to_string();\n        let item = item.clone();\n" in mended.text


def test_what_is_changed() -> None:
    """Changes to a copy would be lost."""
    mended = mend(
        HEAD
        + """pub fn start(all: &mut Vec<u8>) -> thread::JoinHandle<()> {
    thread::spawn(move || all.push(1))
}
"""
    )
    assert not mended.compiles
