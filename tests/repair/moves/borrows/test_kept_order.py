"""What others can see keeps its order: cells, threads, iterators, indices and guards."""

import pytest

from repair.moves.mending import mend

BUMPFN = """struct Ledger { rows: Vec<u32>, rate: u32 }
fn bump(c: &mut u32) { *c += 1; }
impl Ledger {
    fn price(&self, n: &u32) -> u32 { self.rate * *n }
    fn fill(&mut self, c: &mut u32) {
        let first = &mut self.rows[0];
        bump(c);
        *first = self.price(c);
        *first += 1;
    }
}
"""
RCCELL = """use std::cell::Cell;
use std::rc::Rc;
struct Meter { rows: Vec<u32>, level: Rc<Cell<u32>> }
fn refresh(level: &Cell<u32>) { level.set(level.get() + 1); }
impl Meter {
    fn now(&self) -> u32 { self.level.get() }
    fn fill(&mut self, shared: &Rc<Cell<u32>>) {
        let first = &mut self.rows[0];
        shared.set(7);
        *first += self.now();
    }
}
"""
JOINLOAD = """use std::sync::{Arc, atomic::{AtomicU32, Ordering}};
use std::thread::JoinHandle;
struct Job { rows: Vec<u32>, hits: Arc<AtomicU32> }
impl Job {
    fn hits(&self) -> u32 { self.hits.load(Ordering::SeqCst) }
    fn finish(&mut self, worker: JoinHandle<()>) {
        let first = &mut self.rows[0];
        worker.join().unwrap();
        *first += self.hits();
    }
}
"""
ITERANY = """struct Parser { words: Vec<String>, base: usize }
impl Parser {
    fn width(&self, n: usize) -> usize { self.base + n }
    fn read(&mut self, mut it: std::slice::Iter<'_, usize>) {
        let first = &mut self.words[0];
        if it.any(|x| *x == 0) { first.push('z'); }
        let n = self.width(it.clone().count());
        first.push_str(&n.to_string());
    }
}
"""
DISJOINT = """fn main() {
    let mut v = vec![1, 2, 3];
    let i = 0;
    let mut j = 1;
    let a = &mut v[i];
    j += 1;
    let b = &mut v[j];
    std::mem::swap(a, b);
    assert_eq!(v, [3, 2, 1]);
}
"""
ASKAGAIN = """struct Ring { items: Vec<u32>, at: usize }
impl Ring {
    fn advance(&mut self) -> Option<&mut u32> {
        self.at += 1;
        self.items.get_mut(self.at)
    }
    fn slot(&mut self) -> &mut u32 {
        if let Some(found) = self.advance() {
            return found;
        }
        self.items.push(0);
        self.items.last_mut().unwrap()
    }
}
"""
GUARDFN = """use std::cell::Cell;
struct Depth<'a>(&'a Cell<u32>);
impl Drop for Depth<'_> { fn drop(&mut self) { self.0.set(self.0.get() - 1); } }
struct Walk { depth: Cell<u32>, seen: Vec<u32> }
impl Walk {
    fn enter(&self) -> Depth<'_> { self.depth.set(self.depth.get() + 1); Depth(&self.depth) }
    fn note(&mut self) { let d = self.depth.get(); self.seen.push(d); }
    fn walk(&mut self) {
        let guard = self.enter();
        self.note();
        drop(guard);
    }
}
"""


@pytest.mark.parametrize(
    ("program", "move"),
    [
        (BUMPFN, "ask-before-lending"),
        (RCCELL, "ask-before-lending"),
        (JOINLOAD, "ask-before-lending"),
        (ITERANY, "ask-before-lending"),
        (DISJOINT, "split-elements"),
        (ASKAGAIN, "ask-again"),
        (GUARDFN, "move-past-borrow"),
    ],
)
def test_what_others_can_see_keeps_its_order(program: str, move: str) -> None:
    """A value is not asked for sooner, later or twice where somebody can tell."""
    mended = mend(program)
    assert move not in mended.moves
    assert mended.faults == ()
