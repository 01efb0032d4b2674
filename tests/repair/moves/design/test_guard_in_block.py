"""A guard ends before something is waited for (P19)."""

from ferrule.repair.moves.design import guard_in_block
from repair.moves.design.offering import answer

HEAD = """use std::future::Future;
use std::sync::Mutex;
async fn pause() {}
fn spawn<F: Future<Output = ()> + Send + 'static>(_: F) {}
pub fn run() { spawn(async { let list = Mutex::new(vec![]); work(&list).await; }); }
"""


def test_a_guard_that_is_not_needed_any_more() -> None:
    """The block holds the statements that use it, and nothing else."""
    body = "async fn work(list: &Mutex<Vec<i32>>) {\n    let mut held = list.lock().unwrap();\n"
    answered = answer(guard_in_block, HEAD + body + "    held.push(1);\n    pause().await;\n}\n")
    wanted = "    {\n        let mut held = list.lock().unwrap();\n        held.push(1);\n    }\n    pause().await;\n"
    assert wanted in answered.text


def test_a_guard_in_another_file() -> None:
    """The error speaks of the task that is started; the guard is where the remark points."""
    work = """use std::sync::Mutex;
pub async fn work(list: &Mutex<Vec<i32>>) {
    let held = list.lock().unwrap();
    println!("{}", held.len());
    std::future::ready(()).await;
}
"""
    head = "mod work;\nuse work::work;\n" + HEAD.replace("async fn pause() {}\n", "")
    answered = answer(guard_in_block, {"lib.rs": head, "work.rs": work})
    assert '        println!("{}", held.len());\n    }\n    std::future' in answered.files["work.rs"]


def test_a_guard_that_is_needed_later() -> None:
    """What is used after the wait, or binds something that is, stays as it is."""
    body = "async fn work(list: &Mutex<Vec<i32>>) {\n    let mut held = list.lock().unwrap();\n"
    late = "    pause().await;\n    held.push(1);\n}\n"
    assert answer(guard_in_block, HEAD + body + late).offered == 0
    bound = '    let n = held.len();\n    pause().await;\n    println!("{n}");\n}\n'
    assert answer(guard_in_block, HEAD + body + bound).offered == 0
