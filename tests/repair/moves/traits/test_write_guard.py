"""What is changed is opened for writing (P18)."""

from repair.moves.mending import mend

CALL = """\
use std::cell::RefCell;

fn add(list: &RefCell<Vec<u8>>) {
    list.borrow().push(1);
}
"""
HELD = """\
use std::sync::RwLock;

fn add(list: &RwLock<Vec<u8>>) {
    let mut held = list.read().unwrap();
    held.push(1);
}
"""
SHARED = """\
fn add(list: &std::rc::Rc<Vec<u8>>) {
    list.push(1);
}
"""


def test_call() -> None:
    """The call at the place becomes the one for writing."""
    mended = mend(CALL)
    assert mended.compiles
    assert mended.text == CALL.replace(".borrow()", ".borrow_mut()")
    assert "open-for-writing" in mended.moves
    assert mended.faults == ()


def test_held() -> None:
    """So does the one in the `let` that holds the guard."""
    mended = mend(HELD)
    assert mended.compiles
    assert mended.text == HELD.replace(".read()", ".write()")
    assert "open-for-writing" in mended.moves
    assert mended.faults == ()


def test_shared() -> None:
    """A shared reference is no guard."""
    mended = mend(SHARED)
    assert not mended.compiles
    assert "open-for-writing" not in mended.moves
    assert mended.faults == ()
