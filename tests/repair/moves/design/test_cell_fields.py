"""A field that changes through what is shared is in a cell (P19)."""

import pytest

from ferrule.facts.repair import CostKind
from ferrule.repair.moves.design import cell_fields
from repair.moves.design.offering import answer

STORE = "pub trait Store { fn put(&self, key: &str, n: u32); }\n"
MEMORY = """use crate::store::Store;
pub struct Memory { pub items: Vec<u32>, last: String, puts: u32 }
impl Memory {
    pub fn new() -> Self { Memory { items: Vec::new(), last: String::new(), puts: 0 } }
    pub fn size(&self) -> usize { self.items.len() + self.puts as usize }
    pub fn is_first(&self, key: &str) -> bool { if self.items.is_empty() { return true; } self.last == key }
}
impl Store for Memory {
    fn put(&self, key: &str, n: u32) { self.items.push(n); self.last = key.to_string(); self.puts += n - 1; }
}
"""


def test_all_fields_of_a_fixed_signature_in_two_files() -> None:
    """Types, constructors, reads and writes of every field follow in one step; numbers are taken out and put in."""
    use = "pub mod memory;\npub mod store;\npub fn all(m: &memory::Memory) -> u32 { m.items.iter().sum() }\n"
    answered = answer(cell_fields, {"lib.rs": use, "store.rs": STORE, "memory.rs": MEMORY})
    memory = answered.files["memory.rs"]
    assert "pub items: RefCell<Vec<u32>>, last: RefCell<String>, puts: Cell<u32> }" in memory
    assert "items: RefCell::new(Vec::new()), last: RefCell::new(String::new()), puts: Cell::new(0) }" in memory
    assert "self.items.borrow_mut().push(n); *self.last.borrow_mut() = key.to_string();" in memory
    assert "self.puts.set(self.puts.get() + (n - 1));" in memory
    assert "self.items.borrow().len() + self.puts.get() as usize" in memory
    assert "m.items.borrow().iter().sum()" in answered.files["lib.rs"]
    assert CostKind.INTERIOR_MUTABILITY in answered.costs


def test_two_closures_and_one_counter() -> None:
    """Closures that are alive at the same time change a cell."""
    answered = answer(
        cell_fields,
        """pub struct Stats { hits: u32 }
pub fn run() -> u32 {
    let mut stats = Stats { hits: 0 };
    let mut one = || stats.hits += 1;
    let mut ten = || stats.hits += 10;
    one();
    ten();
    one();
    stats.hits
}
""",
    )
    assert "let mut ten = || stats.hits.set(stats.hits.get() + 10);" in answered.text
    assert "    stats.hits.get()\n" in answered.text


def test_threads_lock() -> None:
    """What an `Arc` shares is locked."""
    answered = answer(
        cell_fields,
        """use std::sync::Arc;
pub struct Pool { done: Vec<u32> }
pub fn add(pool: &Arc<Pool>) { pool.done.push(1); }
pub fn make() -> Arc<Pool> { Arc::new(Pool { done: vec![] }) }
""",
    )
    assert "pub struct Pool { done: Mutex<Vec<u32>> }" in answered.text
    assert 'pool.done.lock().expect("no other thread panicked").push(1);' in answered.text


@pytest.mark.parametrize(
    "body",
    [
        "self.items.push(self.total());",
        "for n in self.items.iter_mut() { *n += 1; }",
        "self.items.retain(|n| self.keeps(*n));",
        "while let Some(n) = self.items.pop() { self.note(n); }",
        "let last = &mut self.items; last.push(1);",
    ],
)
def test_a_cell_that_would_be_opened_twice(body: str) -> None:
    """Where something may open the cell while it is open, or a reference is kept, nothing is offered."""
    rest = """impl Memory {
    fn total(&self) -> u32 { self.items.iter().sum() }
    fn keeps(&self, n: u32) -> bool { n > 1 }
    fn note(&self, n: u32) { println!("{n}"); }
}
"""
    text = f"pub trait Put {{ fn put(&self); }}\npub struct Memory {{ items: Vec<u32> }}\n{rest}"
    answered = answer(cell_fields, f"{text}impl Put for Memory {{ fn put(&self) {{ {body} }} }}\n")
    assert answered.offered == 0


def test_a_field_that_is_handed_out() -> None:
    """A reference to what is inside of a cell cannot be given away."""
    text = "pub trait Put { fn put(&self); fn all(&self) -> &Vec<u32>; }\npub struct Memory { items: Vec<u32> }\n"
    methods = "    fn put(&self) { self.items.push(1); }\n    fn all(&self) -> &Vec<u32> { &self.items }\n"
    assert answer(cell_fields, f"{text}impl Put for Memory {{\n{methods}}}\n").offered == 0


def test_a_variable_that_could_be_lent_for_changing() -> None:
    """A parameter that is a reference is no reason for a cell."""
    text = "pub struct Memory { items: Vec<u32> }\npub fn put(m: &Memory) { m.items.push(1); }\n"
    assert answer(cell_fields, text).offered == 0


def test_a_value_at_the_end_of_a_block() -> None:
    """What is open there would outlive the variable: the value has a name first."""
    text = """pub trait Messenger { fn send(&self, message: &str); }
pub struct Mock { sent: Vec<String>, calls: u32 }
impl Messenger for Mock {
    fn send(&self, message: &str) { self.calls += 1; self.sent.push(String::from(message)); }
}
pub fn run() -> usize {
    let mock = Mock { sent: vec![], calls: 0 };
    mock.send("a");
    mock.sent.len() + mock.calls as usize
}
"""
    answered = answer(cell_fields, text)
    assert "    let value = mock.sent.borrow().len() + mock.calls.get() as usize; value\n}" in answered.text
