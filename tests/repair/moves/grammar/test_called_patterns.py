"""Patterns that match nothing."""

from repair.moves.mending import mend


def test_what_a_function_gives_is_matched() -> None:
    """A function that only names a variant stands for it (P05)."""
    kind = "pub enum Kind { Old, New }\nimpl Kind { pub fn first() -> Kind { Self::Old } }\n"
    mended = mend(kind + "pub fn f(a: Kind) -> bool { match a { Kind::first() => true, _ => false } }\n")
    assert mended.text.endswith("match a { Kind::Old => true, _ => false } }\n")
    assert mended.moves == ("match-value",)


def test_a_guard_calls_the_function() -> None:
    """What is computed is compared."""
    start = "fn top() -> u8 { 2 + 2 }\npub fn f(a: u8) -> bool { match a { "
    mended = mend(start + "top() => true, _ => false } }\n")
    assert mended.text == start + "value if value == top() => true, _ => false } }\n"


def test_a_borrow_without_a_size() -> None:
    """What is behind the borrow stays there."""
    start = "pub trait Shape { fn area(&self) -> u8; }\npub fn f("
    mended = mend(start + "&a: &dyn Shape) -> u8 { a.area() }\n")
    assert mended.text == start + "a: &dyn Shape) -> u8 { a.area() }\n"
    assert mended.moves == ("match-value",)


def test_a_call_that_binds_a_name() -> None:
    """What the pattern was to bind is not known."""
    mended = mend("pub fn f(a: Option<u8>) -> u8 { match a { Option::unwrap(b) => b, None => 0 } }\n")
    assert not mended.compiles
    assert not mended.moves
