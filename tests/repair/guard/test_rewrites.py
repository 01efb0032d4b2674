"""What a rewrite of a borrow says in other words is no loss; what it leaves out is."""

from pathlib import Path

import pytest

from ferrule.facts.finding import Finding, Level
from ferrule.facts.repair import Refusal
from ferrule.repair.guard.judge import judge

LIB = Path("/w/src/lib.rs")
LOOP = """fn f(v: &mut Vec<u32>, log: &mut Log) {
    for (i, x) in v.iter().enumerate() {
        if *x == 0 {
            %sv.remove(i);
        }
    }
    log.end();
}
"""
KEPT = "fn f(v: &mut Vec<u32>, log: &mut Log) {\n    v.retain(%s);\n    log.end();\n}\n"
MEMO = "fn f(m: &mut Map, n: u64) -> u64 {\n    *m.entry(n).or_insert_with(|| work(n - 1, m))\n}\n"
FILLED = """fn f(m: &mut Map, n: u64) -> u64 {
    if !m.contains_key(&n) {
        let computed = %s;
        m.insert(n, computed);
    }
    *m.get_mut(&n).unwrap()
}
"""
TWICE = (
    "fn f(v: &mut Vec<A>, i: usize) {\n    let a = &mut v[i];\n    let b = &mut v[%s];\n    a.go(1);\n    b.go(2);\n}\n"
)
ONCE = "fn f(v: &mut Vec<A>, i: usize) {\n    let a = &mut v[i];\n    a.go(1);\n    %s.go(2);\n}\n"
FOUND = """fn f(m: &mut Map, k: u8) -> &mut u8 {
    match m.get_mut(&k) {
        Some(v) => v,
        None => m.make(k),
    }
}
"""


def judged(before: str, after: str, code: str = "E0502") -> object:
    """Judge an edit that answers an error on the whole file."""
    cause = Finding("rustc", code, Level.ERROR, "", "src/lib.rs", 1, 1, before.count("\n"), 1)
    return judge(before.encode(), after.encode(), LIB, (cause,))


def refused(before: str, after: str, code: str = "E0502") -> bool:
    """Say whether the guard refuses it."""
    return isinstance(judged(before, after, code), Refusal)


@pytest.mark.parametrize(
    ("rest", "kept"),
    [("", "|x| !(*x == 0)"), ("log.gone(x);", "|x| { if *x == 0 { log.gone(x); return false; } true }")],
)
def test_a_loop_that_removes_may_become_a_retain(rest: str, kept: str) -> None:
    """The condition, and what is done beside, are all there."""
    assert not refused(LOOP % rest, KEPT % kept)


@pytest.mark.parametrize(
    ("rest", "kept"),
    [("", "|x| *x == 0"), ("", "|x| !(*x == 1)"), ("log.gone(x);", "|x| !(*x == 0)"), ("", "|x| true")],
)
def test_a_retain_that_asks_something_else_is_refused(rest: str, kept: str) -> None:
    """Another condition, or less than was done, is not the same."""
    assert refused(LOOP % rest, KEPT % kept)


def test_without_a_borrow_nothing_is_rewritten() -> None:
    """No other error asks for it."""
    assert refused(LOOP % "", KEPT % "|x| !(*x == 0)", "E0308")


def test_a_value_may_be_computed_before_it_is_inserted() -> None:
    """The same is computed for the same key."""
    assert not refused(MEMO, FILLED % "work(n - 1, m)", "E0499")


@pytest.mark.parametrize("made", ["0", "work(n, m)", "Default::default()"])
def test_another_value_is_refused(made: str) -> None:
    """What is put in is what was computed."""
    assert refused(MEMO, FILLED % made, "E0499")


def test_one_name_may_stand_for_one_place() -> None:
    """Both names were bound to the same."""
    assert not refused(TWICE % "i", ONCE % "a", "E0499")


def test_another_place_keeps_its_name() -> None:
    """The second one is another element."""
    assert refused(TWICE % "i + 1", ONCE % "a", "E0499")


def test_what_was_found_may_be_asked_for_again() -> None:
    """The arm gives what the match looked at."""
    assert not refused(FOUND, FOUND.replace("Some(v) => v", "Some(_) => m.get_mut(&k).unwrap()"), "E0499")


def test_an_arm_that_gives_something_else_is_refused() -> None:
    """The arm gives another value."""
    assert refused(FOUND, FOUND.replace("Some(v) => v", "Some(_) => m.get_mut(&0).unwrap()"), "E0499")


@pytest.mark.parametrize(("made", "says"), [("work(2)", False), ("0", True)])
def test_an_option_may_be_filled_before(made: str, says: bool) -> None:
    """The same is computed where nothing is there yet."""
    old = "fn f(a: &mut A) -> u8 {\n    *a.late.get_or_insert_with(|| work(2))\n}\n"
    new = "fn f(a: &mut A) -> u8 {\n    if a.late.is_none() {\n        let x = %s;\n        a.late = Some(x);\n    }\n"
    assert refused(old, new % made + "    *a.late.as_mut().unwrap()\n}\n", "E0502") is says


def test_a_swap_by_the_list_itself() -> None:
    """The list swaps the very elements; others, or none, are no such thing."""
    before = "fn f(v: &mut Vec<A>, i: usize, j: usize) {\n    std::mem::swap(&mut v[i], &mut v[j]);\n}\n"
    after = "fn f(v: &mut Vec<A>, i: usize, j: usize) {\n    v.swap(%s);\n}\n"
    assert not refused(before, after % "i, j", "E0499")
    assert refused(before, after % "i, i", "E0499")
    assert refused(before, after.replace("v.swap(%s);", ""), "E0499")
