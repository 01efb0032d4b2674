"""Calls with too few arguments are filled from what is at hand, or left alone (P05, P15)."""

import pytest

from repair.moves.mending import mend

AREA = "pub fn area(width: u32, height: u32) -> u32 { width * height }\n"
PUT = "pub fn put(key: &str, size: u8) -> usize { key.len() + size as usize }\n"
ALL = "pub fn all(ptr: u8, len: usize, cap: usize) -> usize { usize::from(ptr) + len + cap }\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("fn f(height: u32, width: u32) -> u32 { area(width) }", "area(width, height)"),
        ("fn f(key: String, n: u8) -> usize { put(n) }", "put(&key, n)"),
        ("fn f(key: &str, n: u8) -> usize { put(\n        key,\n    ) }", "put(\n        key,\n        n,\n    )"),
        ('fn f(n: u8) -> usize { put(n) + put("a", 1) + put("a", 2) }', 'put("a", n) + '),
        ("fn f(v: &Pair, n: u8) -> usize { all(n, v.cap) }", "all(n, v.len, v.cap)"),
        ("fn f(c: u8) -> u32 { u32::from(ignore(1) + c) }", "ignore(1, 0)"),
        ("fn f(v: &[u8]) -> u8 { let add = |a: u8, b: u8| a + b; let n = v.len() as u8; add(3) }", "add(3, n)"),
    ],
)
def test_what_is_at_hand(before: str, after: str) -> None:
    """A variable of the name, one that is left over, what other calls agree on, or any value for what is ignored."""
    more = "pub struct Pair { len: usize, cap: usize }\npub fn ignore(a: u8, _b: u8) -> u8 { a }\n"
    mended = mend(AREA + PUT + ALL + more + "pub " + before + "\n")
    assert mended.compiles
    assert after in mended.text
    assert set(mended.moves) == {"fill-argument"}
    assert mended.faults == ()


@pytest.mark.parametrize(
    "before",
    [
        "fn f(n: u8) -> Option<u8> { n.checked_add(n)?.checked_sub() }",
        "fn f(a: u32, b: u32) -> u32 { a + b + area(3) }",
        'fn f() -> usize { put(3) + put("a", 1) + put("b", 2) }',
    ],
)
def test_what_nothing_speaks_for(before: str) -> None:
    """A number that happens to be there is no argument, nor is what other calls differ in."""
    mended = mend(AREA + PUT + "pub " + before + "\n")
    assert not mended.compiles
    assert "fill-argument" not in mended.moves
    assert mended.faults == ()


def test_what_else_is_wrapped() -> None:
    """What other places put into a `Some` says nothing of this one."""
    calls = "self.x = Some(n); self.y = Some(n); self.z = Some(); self.f(m, n)"
    text = "pub struct A { x: Option<u8>, y: Option<u8>, z: Option<u8> }\n"
    assert "self.z = Some()" in mend(text + f"impl A {{ pub fn f(&mut self, n: u8, m: u8) {{ {calls} }} }}\n").text
