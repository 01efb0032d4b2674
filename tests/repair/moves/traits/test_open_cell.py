"""Methods reach what is inside of a cell or a lock (P18)."""

from repair.moves.mending import mend

SHARED = """\
use std::cell::RefCell;
use std::rc::Rc;

fn add(list: &Rc<RefCell<Vec<u8>>>, one: u8) -> usize {
    list.push(one);
    list.len()
}
"""
LOCKED = """\
use std::sync::Mutex;

fn shown(names: &Mutex<String>) -> String {
    format!("{}", names.to_uppercase())
}
"""
UNKNOWN = """\
use std::cell::RefCell;

fn add(list: &RefCell<Vec<u8>>) {
    list.frobnicate();
}
"""


def test_shared() -> None:
    """What writes opens the cell for writing."""
    mended = mend(SHARED)
    assert mended.compiles
    assert mended.text == SHARED.replace("list.push", "list.borrow_mut().push").replace("list.len", "list.borrow().len")
    assert "open-cell" in mended.moves
    assert mended.faults == ()


def test_locked() -> None:
    """A lock is taken, inside of a macro too."""
    mended = mend(LOCKED)
    assert mended.compiles
    assert mended.text == LOCKED.replace("names.to", "names.lock().unwrap().to")
    assert "open-cell" in mended.moves
    assert mended.faults == ()


def test_unknown() -> None:
    """A method that nothing has stays unknown."""
    mended = mend(UNKNOWN)
    assert not mended.compiles
    assert "open-cell" not in mended.moves
    assert mended.faults == ()


def test_a_method_that_iterators_have_too() -> None:
    """The value inside has it."""
    wrong = """\
use std::cell::RefCell;
use std::rc::Rc;

pub struct Team(Vec<u32>);

impl Team {
    pub fn sum(&self) -> u32 {
        self.0.iter().sum()
    }
}

pub fn all(team: &Rc<RefCell<Team>>) -> u32 {
    team.sum()
}
"""
    mended = mend(wrong)
    assert mended.text == wrong.replace("team.sum()", "team.borrow().sum()")
    assert mended.moves == ("open-cell",)
