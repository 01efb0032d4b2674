"""Suggestions that compile and mean something else are left out."""

import pytest

from repair.moves.mending import mend

DENIED = "#![deny(for_loops_over_fallibles)]\n"


@pytest.mark.parametrize(
    ("loop", "mended"),
    [
        ("for y in o {", "if let Some(y) = o {"),
        ("for y in all.pop() {", "if let Some(y) = all.pop() {"),
        ("for y in all.iter().copied().next() {", "if let Some(y) = all.iter().copied().next() {"),
    ],
)
def test_what_runs_once_at_most_still_does(loop: str, mended: str) -> None:
    """A `for` over an option is an `if let`; `while let` would never end, or take more than one."""
    text = f"{DENIED}pub fn f(o: Option<u8>, all: &mut Vec<u8>) -> u8 {{\n    let mut n = all[0];\n    {loop}\n"
    text += "        n += y;\n    }\n    n + o.unwrap_or(0)\n}\n"
    assert mend(text).text == text.replace(loop, mended)


def test_a_result_to_run_over() -> None:
    """So is one over a result."""
    text = f"{DENIED}pub fn f(r: Result<u8, u8>) -> u8 {{\n    for y in r {{\n        return y;\n    }}\n    0\n}}\n"
    assert "    if let Ok(y) = r {" in mend(text).text


@pytest.mark.parametrize("leaving", ["break", "continue", "continue 'a"])
def test_a_loop_that_is_left(leaving: str) -> None:
    """In an `if let`, `break` would leave the loop around it."""
    text = f"{DENIED}pub fn f(all: &[Option<u8>]) -> u8 {{\n    let mut n = 0;\n    for one in all {{\n"
    text += "        'a: for y in *one {\n"
    text += f"            if y > 3 {{\n                {leaving};\n            }}\n            n += y;\n        }}\n"
    text += "        n += 1;\n    }\n    n\n}\n"
    mended = mend(text)
    assert mended.text == text


def test_an_inner_loop_may_be_left() -> None:
    """What it leaves stays the same."""
    text = f"{DENIED}pub fn f(o: Option<u8>) -> u8 {{\n    for y in o {{\n        loop {{\n"
    text += "            if y > 3 {\n                break;\n            }\n            return y;\n"
    text += "        }\n    }\n    0\n}\n"
    assert mend(text).text == text.replace("for y in o {", "if let Some(y) = o {")


@pytest.mark.parametrize(
    ("start", "change", "is_known"),
    [("move || {", "data.push(4)", True), ("|| {", "data[0] += 1", True), ("move || {", "data[0] += 1", False)],
)
def test_a_change_in_a_thread_is_not_made_to_a_copy(start: str, change: str, is_known: bool) -> None:
    """The compiler would copy the list, and what the thread does to it would be lost."""
    text = "use std::thread;\npub fn run() -> Vec<u32> {\n    let mut data = vec![1, 2, 3];\n"
    mended = mend(
        f"{text}    let h = thread::spawn({start}\n        {change};\n    }});\n    h.join().unwrap();\n    data\n}}\n"
    )
    assert "clone" not in mended.text
    assert mended.compiles == is_known
    assert ("scope-threads" in mended.moves) == is_known


def test_a_number_that_a_thread_counts() -> None:
    """With `move`, the thread would count its own copy."""
    text = (
        "use std::thread;\npub fn run() -> u32 {\n    let mut n = 0;\n    let h = thread::spawn(|| {\n        n += 1;\n"
    )
    mended = mend(f"{text}    }});\n    h.join().unwrap();\n    n\n}}\n")
    assert "move" not in mended.text
    assert "scope-threads" in mended.moves
