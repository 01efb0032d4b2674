"""Boxed objects that go to other threads (P18)."""

from repair.moves.mending import mend

JOB = """\
use std::thread;

type Job = Box<dyn FnOnce() + 'static>;

fn run(job: Job) {
    thread::spawn(move || job()).join().unwrap();
}

fn later(job: Box<dyn FnOnce()>) {
    run(job);
}
"""
LOCAL = """\
use std::thread;

fn run(cells: &std::cell::UnsafeCell<u8>) {
    thread::scope(|all| {
        all.spawn(|| cells.get().is_null());
    });
}
"""


def test_job() -> None:
    """The object's type says that it may, wherever it is written."""
    mended = mend(JOB)
    assert mended.compiles
    assert mended.text == JOB.replace("dyn FnOnce() + 'static", "dyn FnOnce() + 'static + Send").replace(
        "<dyn FnOnce()>", "<dyn FnOnce() + Send>"
    )
    assert "send-object" in mended.moves
    assert mended.faults == ()


def test_local() -> None:
    """What is no object gets no bound."""
    mended = mend(LOCAL)
    assert not mended.compiles
    assert "send-object" not in mended.moves
    assert mended.faults == ()
