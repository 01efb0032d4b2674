"""Attributes that can mean nothing where they stand."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("pub trait A {\n    #[derive(Clone)]\n    type B;\n}\n", "pub trait A {\n    type B;\n}\n"),
        ('#[stable(feature = "a", since = "1")]\npub fn f() {}\n', "pub fn f() {}\n"),
        ('#[track_caller]\npub extern "C" fn f() {}\n', 'pub extern "C" fn f() {}\n'),
        ("#[repr(transparent)]\npub struct A { pub a: u8, pub b: u8 }\n", "pub struct A { pub a: u8, pub b: u8 }\n"),
        ("#[no_such_attribute]\npub fn f() {}\n", "pub fn f() {}\n"),
    ],
)
def test_it_goes_and_the_item_stays(wrong: str, right: str) -> None:
    """With its line, and nothing else."""
    mended = mend(wrong)
    assert mended.text == right
    assert mended.moves == ("drop-attribute",)


def test_what_tools_hang_on_stays() -> None:
    """A condition that cannot be read is not dropped, nor is a mark of a test."""
    mended = mend("#[cfg(a = 1)]\npub fn f() {}\n")
    assert "cfg" in mended.text
    assert "drop-attribute" not in mended.moves


def test_an_unstable_derive_stays() -> None:
    """The trait would be missing without a word."""
    wrong = "#[derive(std::marker::CoercePointee)]\n#[repr(transparent)]\npub struct A<T: ?Sized>(Box<T>);\n"
    mended = mend(wrong)
    assert not mended.compiles
    assert mended.text == wrong


def test_an_enum_without_variants_has_no_numbers() -> None:
    """What type they have means nothing."""
    mended = mend("#[repr(i32)]\npub enum Never {}\n")
    assert mended.text == "pub enum Never {}\n"
