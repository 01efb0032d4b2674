"""Receivers of another type."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("self: &u8", "&self"),
        ("self: &mut u8", "&mut self"),
        ("self: &'a str", "&'a self"),
        ("self: u16", "self"),
        ("self: Box<u8>", "self: Box<Self>"),
        ("self: Option<Self>", "this: Option<Self>"),
    ],
)
def test_it_is_taken_as_before(before: str, after: str) -> None:
    """Borrow, change and holder stay; what holds the type is an ordinary parameter (P05)."""
    start = "pub struct Row(u8);\nimpl<'a> Row { pub fn f("
    mended = mend(start.replace("impl<'a>", "impl").replace("f(", "f<'a>(") + before + ") -> u8 { 1 }\n}\n")
    assert f"f<'a>({after}) -> u8" in mended.text
    assert mended.moves == ("receiver-type",)


def test_the_body_follows() -> None:
    """A parameter has its name wherever it is used."""
    mended = mend("pub struct Row;\nimpl Row { pub fn f(self: Option<Self>) -> bool { self.is_some() } }\n")
    assert mended.text.endswith("pub fn f(this: Option<Self>) -> bool { this.is_some() } }\n")


def test_a_receiver_that_fits_stays() -> None:
    """Another error in the method is no reason to change it."""
    mended = mend("pub struct Row;\nimpl Row { pub fn f(self: Box<Self>) -> bool { 1 } }\n")
    assert "receiver-type" not in mended.moves
