"""Threads that are joined in the same function may borrow (P15)."""

from repair.moves.mending import mend

HEAD = "use std::thread;\n"


def test_from_the_first_thread_to_the_last_join() -> None:
    """What behind them uses nothing of theirs stays where it is."""
    mended = mend(
        HEAD
        + """pub fn count(n: usize) -> usize {
    let total = std::sync::Mutex::new(0);
    let shared = &total;
    let mut running = vec![];
    for i in 0..n {
        running.push(thread::spawn(move || { *shared.lock().unwrap() += i; }));
    }
    for one in running { one.join().unwrap(); }
    let sum = *total.lock().unwrap();
    sum
}
"""
    )
    assert mended.moves == ("scope-threads",)
    assert (
        """    thread::scope(|s| {
        let mut running = vec![];
        for i in 0..n {
            running.push(s.spawn(move || { *shared.lock().unwrap() += i; }));
        }
        for one in running { one.join().unwrap(); }
    });
    let sum"""
        in mended.text
    )


def test_with_the_value_of_the_function() -> None:
    """What the threads give is the value of the scope."""
    mended = mend(
        HEAD
        + """pub fn total(data: &[u32]) -> u32 {
    let handle = thread::spawn(move || data.iter().sum::<u32>());
    handle.join().unwrap()
}
"""
    )
    assert (
        """    thread::scope(|s| {
        let handle = s.spawn(move || data.iter().sum::<u32>());
        handle.join().unwrap()
    })
}"""
        in mended.text
    )


def test_threads_that_go_on() -> None:
    """Without a `join`, a scope would wait where nobody waited."""
    mended = mend(
        HEAD
        + """pub fn start(data: &[u32]) {
    thread::spawn(move || println!("{}", data.len()));
}
"""
    )
    assert "scope-threads" not in mended.moves


def test_ways_out() -> None:
    """A `?` cannot leave the function from inside of a scope."""
    mended = mend(
        HEAD
        + """pub fn total(data: &[String]) -> Result<u32, std::num::ParseIntError> {
    let handle = thread::spawn(move || data.len());
    let first: u32 = data[0].parse()?;
    Ok(first + handle.join().unwrap() as u32)
}
"""
    )
    assert "scope-threads" not in mended.moves


def test_what_is_changed_by_the_thread_and_used_later() -> None:
    """Neither `move` nor a copy would do: the changes would be lost."""
    mended = mend(
        HEAD
        + """pub fn run() -> Vec<u32> {
    let mut data = vec![1];
    let mut n = 0;
    let handle = thread::spawn(|| { data.push(2); n += 1; });
    handle.join().unwrap();
    data.push(n);
    data
}
"""
    )
    assert mended.moves == ("scope-threads",)
    assert "let handle = s.spawn(|| { data.push(2); n += 1; });" in mended.text


def test_one_of_them_goes_on() -> None:
    """A scope would wait for the thread that nobody joins, or that is joined on one way only."""
    head = HEAD + "pub fn total(data: &[u32], wait: bool) -> u32 {\n"
    first = "    thread::spawn(|| loop { thread::yield_now(); });\n"
    first += "    let handle = thread::spawn(|| data.iter().sum::<u32>());\n    handle.join().unwrap()\n}\n"
    assert "scope-threads" not in mend(head + first).moves
    second = "    let handle = thread::spawn(|| data.len());\n"
    second += "    if wait {\n        handle.join().unwrap();\n    }\n    1\n}\n"
    assert "scope-threads" not in mend(head + second).moves


def test_handles_of_a_collection() -> None:
    """What a chain gathers is joined by a loop, or by a closure."""
    head = HEAD + "pub fn total(data: &[u32]) -> u32 {\n"
    made = "    let all: Vec<_> = data.iter().map(|one| thread::spawn(move || *one)).collect();\n"
    joined = "    all.into_iter().map(|one| one.join().unwrap()).sum()\n}\n"
    assert mend(head + made + joined).moves == ("scope-threads",)
