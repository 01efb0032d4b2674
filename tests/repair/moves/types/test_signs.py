"""Operators that a type does not have."""

import pytest

from repair.moves.mending import mend

SIGNS = (
    ("fn f(t: &str) -> bool { @ }", "!t", "t.is_empty()"),
    ("fn f(b: bool) -> bool { @ }", "-b", "!b"),
    ("fn f(n: Option<u8>) -> bool { @ }", "!n", "n.is_none()"),
)


@pytest.mark.parametrize(("program", "before", "after"), SIGNS)
def test_what_the_operator_means(program: str, before: str, after: str) -> None:
    """The opposite of a value is written as its type writes it."""
    mended = mend(program.replace("@", before) + "\n")
    assert mended.text == program.replace("@", after) + "\n"
    assert mended.moves == ("mend-operator",)


def test_a_value_behind_a_shared_reference() -> None:
    """What is changed through a binding is bound for change."""
    mended = mend("pub fn f() -> impl Fn(u8) { |ref n: u8| { n += 1; } }\n")
    assert mended.text == "pub fn f() -> impl Fn(u8) { |ref mut n: u8| { *n += 1; } }\n"


def test_a_reference_that_may_be_missing() -> None:
    """What may be missing is handed on before it is looked through."""
    mended = mend("pub fn f(v: &[u8]) -> Option<u8> { Some(*v.first()) }\n")
    assert mended.text == "pub fn f(v: &[u8]) -> Option<u8> { Some(*v.first()?) }\n"


def test_an_enum_without_an_opposite() -> None:
    """No meaning is invented for an own type."""
    assert not mend("pub enum Q { Yes }\npub fn f(q: Q) -> Q { !q }\n").compiles


def test_a_number_without_a_sign() -> None:
    """What compiles and counts otherwise is not offered."""
    mended = mend("pub fn f(n: u8) -> u8 { -n }\n")
    assert not mended.compiles
    assert mended.moves == ()


@pytest.mark.parametrize("wrong", ["-n", "-n as i32"])
def test_a_number_that_gets_a_sign(wrong: str) -> None:
    """The type that is wanted has a sign: the number is cast before it."""
    mended = mend(f"pub fn f(n: u32) -> i32 {{ {wrong} }}\n")
    assert mended.text == "pub fn f(n: u32) -> i32 { -(n as i32) }\n"
