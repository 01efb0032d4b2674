"""Fields that a type does not have, or has once, take the name that is missing or go (P05, P15)."""

import pytest

from repair.moves.mending import mend

TYPES = (
    "pub struct P { x: u8, y: u8 }\npub struct T(u8, u8);\n"
    "pub enum E { Push { name: String, size: u8 }, Pair(u8, u8) }\n"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pub fn f(name: String) -> E { E::Push { name: name, length: 3 } }", "E::Push { name: name, size: 3 }"),
        ("pub fn f(p: P) -> u8 { let P { x, z } = p; x + z }", "let P { x, y: z } = p;"),
        ("pub fn f(p: P) -> u8 { let P { x: a, x: b } = p; a + b }", "let P { x: a, y: b } = p;"),
        ("pub fn f() -> P { P { x: 1, x: 2 } }", "P { x: 1, y: 2 }"),
        ("pub fn f() -> P { P { x: 1, y: 2, x: 1 } }", "P { x: 1, y: 2 }"),
        ("pub fn f() -> P { P { x: 1, other: 5, y: 2 } }", "P { x: 1, y: 2 }"),
        ("pub fn f(a: u8, b: u8) -> E { E::Pair { a, b } }", "E::Pair(a, b)"),
        ("pub fn f() -> T { T { first: 1, second: 2 } }", "T(1, 2)"),
    ],
)
def test_the_name_that_is_missing(before: str, after: str) -> None:
    """One name too much and one missing are one mistake; with none missing it is one too much."""
    mended = mend(TYPES + before + "\n")
    assert mended.compiles
    assert after in mended.text
    assert set(mended.moves) == {"fit-field"}
    assert mended.faults == ()


def test_a_field_declared_twice() -> None:
    """The second one of the same type goes; of two types nobody knows which is meant."""
    twice = "pub struct A {\n    a: u8,\n    b: u8,\n    a: u8,\n}\n"
    assert mend(twice).text == "pub struct A {\n    a: u8,\n    b: u8,\n}\n"
    assert not mend(twice.replace("a: u8,\n}", "a: u16,\n}")).compiles
