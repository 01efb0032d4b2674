"""What counts as a matter of concurrency, by the words of the real rustc."""

from dataclasses import replace
from pathlib import Path

import pytest

from escalation.scenes import checked, with_crate
from ferrule.escalation.triggers.catalog import detect
from ferrule.facts.escalation import Trigger

pytestmark = pytest.mark.cargo
TOKIO = "pub fn spawn<F>(future: F) where F: std::future::Future + Send + 'static { drop(future) }\n"
GUARDED = """use std::sync::Mutex;
async fn work() {}
async fn ONE(count: &Mutex<u8>) { let held = count.lock().unwrap(); work().await; drop(held); }
"""
STARTED = "pub fn NAME(count: &'static Mutex<u8>) { tokio::spawn(async move { ONE(count).await }); }\n"


def found(root: Path, text: str) -> Trigger | None:
    """Give the trigger of the first error of a library that knows a crate `tokio`."""
    files, lines = with_crate("tokio", TOKIO)
    return detect(checked(root, {"src/lib.rs": text, **files}, lines).scene)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ('pub fn f() { let r = std::rc::Rc::new(1); std::thread::spawn(move || println!("{r}")); }', "`spawn`"),
        ("use std::thread;\npub fn f(v: &[u8]) { thread::spawn(move || v.len()); }", "std::thread::spawn"),
        ("pub async fn f(v: &[u8]) { v.len(); }\npub fn g(v: &[u8]) { tokio::spawn(f(v)); }", "tokio::spawn"),
        (
            "use std::thread;\npub fn f() { let v = vec![1]; let l: &Vec<u8> = &v; thread::spawn(move || l.len()); }",
            "std::thread::spawn",
        ),
    ],
    ids=["not Send", "borrowed parameter", "task", "borrowed local"],
)
def test_what_a_spawn_asks_for_jumps(tmp_path: Path, text: str, start: str) -> None:
    """A missing `Send` or `'static` is a matter of design where a thread or a task is started."""
    trigger = found(tmp_path, text)

    assert trigger is not None
    assert (trigger.name, trigger.level, trigger.row) == ("concurrency", 3, "P36")
    assert start in trigger.evidence


@pytest.mark.parametrize(
    "text",
    [
        'pub fn f() { let v = vec![1]; std::thread::spawn(|| println!("{}", v.len())); }',
        "fn asks<T: Send>(_: T) {}\npub fn f() { asks(std::rc::Rc::new(1)); }",
        "fn keeps(_: &'static str) {}\npub fn f() { let s = String::new(); keeps(&s); }",
        GUARDED.replace("ONE", "one") + STARTED.replace("ONE", "one").replace("NAME", "first"),
    ],
    ids=["move is missing", "no thread", "static without a thread", "one guard"],
)
def test_what_level_one_can_answer_does_not_jump(tmp_path: Path, text: str) -> None:
    """One word, an error without a thread, and a guard in a single function are tried at level 1 first."""
    assert found(tmp_path, text) is None


def test_guards_in_two_functions_jump(tmp_path: Path) -> None:
    """Where a second function holds its guard over an await too, the habit is the fault."""
    pair = "async fn two(count: &Mutex<u8>) { let held = count.lock().unwrap(); work().await; drop(held); }\n"
    starts = "".join(STARTED.replace("ONE", one).replace("NAME", f"start_{one}") for one in ("one", "two"))
    trigger = found(tmp_path, GUARDED.replace("ONE", "one") + pair + starts)

    assert trigger is not None
    assert trigger.evidence == "a guard is held over an await in 2 functions: one (src/lib.rs), two (src/lib.rs)"


@pytest.mark.parametrize("words", ["WARNING: ThreadSanitizer: data race (pid=7)", "deadlock; threads = [(Id(0), 1)]"])
def test_a_reported_race_or_deadlock_jumps(tmp_path: Path, words: str) -> None:
    """What a sanitizer or a model checker reports in a test's output is evidence by itself; the bare word is not."""
    scene = checked(tmp_path, {"src/lib.rs": 'pub fn f() -> u8 { "" }'}).scene

    assert (trigger := detect(replace(scene, output=f"running 1 test\n{words}\n"))) is not None
    assert trigger.name == "concurrency"
    assert detect(replace(scene, output="test no_deadlock ... FAILED: deadlock is not expected")) is None
