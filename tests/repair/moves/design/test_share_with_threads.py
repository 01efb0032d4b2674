"""Threads that want one value own it together (P19)."""

from ferrule.facts.repair import CostKind
from ferrule.repair.moves.design import share_with_threads
from repair.moves.design.offering import answer

LOOP = """use std::sync::Mutex;
use std::thread;
pub fn run() -> i32 {
    let counter = Mutex::new(0);
    let mut handles = vec![];
    for _ in 0..10 {
        let handle = thread::spawn(move || {
            *counter.lock().unwrap() += 1;
        });
        handles.push(handle);
    }
    for handle in handles { handle.join().unwrap(); }
    let n = *counter.lock().unwrap();
    n
}
"""


def test_threads_of_a_loop() -> None:
    """Each turn makes one more owner."""
    answered = answer(share_with_threads, LOOP)
    assert "    let counter = Arc::new(Mutex::new(0));\n" in answered.text
    owner = "        let counter = Arc::clone(&counter);\n        let handle = thread::spawn(move || {\n"
    assert owner in answered.text
    assert CostKind.SHARED_OWNERSHIP in answered.costs


def test_two_threads_side_by_side() -> None:
    """Each closure is given an owner of its own, so that none takes the other's."""
    answered = answer(
        share_with_threads,
        """use std::sync::RwLock;
use std::thread;
pub fn run() -> usize {
    let names = RwLock::new(vec![1]);
    let one = thread::spawn(move || names.write().unwrap().push(2));
    let two = thread::spawn(move || { let n = names.read().unwrap().len(); n });
    one.join().unwrap();
    two.join().unwrap()
}
""",
    )
    assert "thread::spawn({ let names = Arc::clone(&names); move || names.write().unwrap().push(2) });" in answered.text
    assert "thread::spawn({ let names = Arc::clone(&names); move || { let n" in answered.text


def test_what_cannot_be_shared_as_it_is() -> None:
    """A list that each thread changes, and a lock that is given away, are not shared."""
    changed = LOOP.replace("Mutex::new(0)", "vec![0]").replace("*counter.lock().unwrap() += 1", "drop(counter)")
    assert answer(share_with_threads, changed.replace("let n = *counter.lock().unwrap();", "let n = 1;")).offered == 0
    given = LOOP.replace("    let n = *counter.lock().unwrap();\n    n\n", "    drop(counter);\n    1\n")
    assert answer(share_with_threads, given).offered == 0
