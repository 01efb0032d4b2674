"""What threads share is counted and locked for them (P18)."""

import pytest

from repair.moves.mending import mend

CHANGED = """\
use std::cell::RefCell;
use std::rc::Rc;

fn run() -> u32 {
    let count = Rc::new(RefCell::new(0));
    let other = Rc::clone(&count);
    let thread = std::thread::spawn(move || {
        *other.borrow_mut() += 1;
    });
    thread.join().unwrap();
    let seen = *count.borrow();
    seen
}
"""
LOG = """\
use std::cell::RefCell;
use std::rc::Rc;
use std::thread;
pub struct Log {
    lines: Rc<RefCell<Vec<String>>>,
    n: Rc<RefCell<u32>>,
}
impl Log {
    pub fn count(&self) -> u32 {
        %s
    }
    pub fn start(&self) {
        let lines = Rc::clone(&self.lines);
        thread::spawn(move || lines.borrow_mut().push("x".to_string()));
    }
}
"""
POINTER = """\
fn run(at: *const u8) {
    std::thread::spawn(move || at.is_null());
}
"""


def test_changed() -> None:
    """`Arc` and `Mutex` come in everywhere at once, at a price."""
    mended = mend(CHANGED)
    assert mended.compiles
    assert mended.text == CHANGED.replace("std::cell::RefCell", "std::sync::Mutex").replace(
        "std::rc::Rc", "std::sync::Arc"
    ).replace("RefCell::", "Mutex::").replace("Rc::", "Arc::").replace(".borrow_mut()", ".lock().unwrap()").replace(
        ".borrow()", ".lock().unwrap()"
    )
    assert "share-between-threads" in mended.moves
    assert mended.faults == ()


def test_pointer() -> None:
    """A pointer is not made safe by a lock."""
    mended = mend(POINTER)
    assert not mended.compiles
    assert "share-between-threads" not in mended.moves
    assert mended.faults == ()


@pytest.mark.parametrize(
    "body",
    [
        "*self.n.borrow() + *self.n.borrow()",
        "let a = self.n.borrow(); let b = self.n.borrow(); *a + *b",
        "let other = Rc::clone(&self.n); let sum = *other.borrow() + *self.n.borrow(); sum",
        "let n = self.n.borrow(); *n + self.twice() } fn twice(&self) -> u32 { *self.n.borrow() * 2",
    ],
)
def test_a_lock_that_would_wait_for_itself(body: str) -> None:
    """A cell is looked into twice at once; a lock that is opened twice at once never opens."""
    mended = mend(LOG % body)
    assert "share-between-threads" not in mended.moves
    assert "Mutex" not in mended.text
    assert mended.faults == ()


def test_one_lock_after_the_other() -> None:
    """Two locks, and one that is opened again when it is closed, wait for nobody."""
    mended = mend(LOG % "let n = *self.n.borrow(); let m = *self.n.borrow(); n + m + self.lines.borrow().len() as u32")
    assert mended.moves == ("share-between-threads",)
    assert mended.text.count(".lock().unwrap()") == 4
