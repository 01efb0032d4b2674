"""What is shared is changed in a cell, or under a lock."""

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend


def test_a_counter_that_two_own() -> None:
    """`RefCell` for `Rc`, opened at each use, at a price."""
    text = """use std::rc::Rc;
pub struct Count {
    n: u8,
}
pub fn f() -> u8 {
    let a = Rc::new(Count { n: 0 });
    let b = Rc::clone(&a);
    b.n += 1;
    let n = a.n;
    n
}
"""
    mended = mend(text)
    wanted = text.replace("Count { n: 0 }", "RefCell::new(Count { n: 0 })").replace("b.n", "b.borrow_mut().n")
    assert mended.text == "use std::cell::RefCell;\n" + wanted.replace("= a.n", "= a.borrow().n")
    assert mended.costs == (CostKind.INTERIOR_MUTABILITY,)


def test_a_total_of_threads() -> None:
    """`Mutex` for `Arc`."""
    text = """use std::sync::Arc;
use std::thread;
pub fn f() -> u32 {
    let total = Arc::new(0);
    let mine = Arc::clone(&total);
    let one = thread::spawn(move || {
        *mine += 1;
    });
    one.join().unwrap();
    *total
}
"""
    mended = mend(text)
    assert mended.compiles
    assert "Arc::new(Mutex::new(0))" in mended.text
    assert "*mine.lock().unwrap() += 1" in mended.text


def test_a_lock_that_would_wait_for_itself() -> None:
    """Two looks in one statement are left alone."""
    text = "use std::sync::Arc;\npub fn f() -> (u8, u8) {\n    let a = Arc::new((0, 0));\n    a.0 += 1;\n"
    text += "    (a.0, a.1)\n}\n"
    mended = mend(text)
    assert "Mutex" not in mended.text
