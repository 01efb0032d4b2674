"""What is changed is opened for writing (P18)."""

import pytest

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


OPEN = {
    "a guard before it": "    let seen = list.borrow();\n    let held = list.borrow();\n    held.push(seen[0]);\n",
    "a guard after it": "    let held = list.borrow();\n    let seen = list.borrow();\n    held.push(seen[0]);\n",
    "in the same call": "    list.borrow().push(list.borrow()[0]);\n",
    "a loop over it": "    for one in list.borrow().iter() {\n        list.borrow().push(*one);\n    }\n",
    "a function that opens it": "    let held = list.borrow();\n    look(list);\n    held.push(1);\n",
}


@pytest.mark.parametrize("body", OPEN.values(), ids=OPEN.keys())
def test_open_already(body: str) -> None:
    """A second guard would panic."""
    head = "use std::cell::RefCell;\n\nfn look(cell: &RefCell<Vec<u8>>) -> u8 {\n    cell.borrow()[0]\n}\n"
    mended = mend(f"{head}\nfn add(list: &RefCell<Vec<u8>>) {{\n{body}}}\n")
    assert "borrow_mut" not in mended.text


def test_closed_before() -> None:
    """A guard that was dropped, or that ended with its block, does no harm."""
    text = HELD.replace("    let mut held", "    let first = list.read().unwrap();\n    drop(first);\n    let mut held")
    assert mend(text).text == text.replace("mut held = list.read()", "mut held = list.write()")
