"""What threads share is counted and locked for them (P18)."""

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
