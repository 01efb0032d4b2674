"""Numbers of variants."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("pub enum A { B = 3, C = 3, D = 5 }\n", "pub enum A { B = 3, C = 4, D = 5 }\n"),
        ("pub enum A { B, C, D = 1 }\n", "pub enum A { B, C, D = 2 }\n"),
        ("pub enum A { B = 1, C() = 2 }\n", "#[repr(isize)]\npub enum A { B = 1, C() = 2 }\n"),
    ],
)
def test_each_variant_has_its_own(wrong: str, right: str) -> None:
    """The later of two gets the next free one; with data the type is said that numbers have anyway."""
    mended = mend(wrong)
    assert mended.text == right
    assert mended.moves == ("renumber-variant",)


def test_numbers_that_are_computed_stay() -> None:
    """What a name stands for is not looked up."""
    mended = mend("const N: isize = 3;\npub enum A { B = 3, C = N }\n")
    assert not mended.compiles
    assert mended.moves == ()


def test_the_type_of_the_numbers_is_wide_enough() -> None:
    """The next wider one takes the variant that did not fit."""
    mended = mend("#[repr(u8)]\npub enum A { B = 255, C }\n")
    assert mended.text == "#[repr(u16)]\npub enum A { B = 255, C }\n"
    assert mended.moves == ("renumber-variant",)


def test_a_variant_that_counts_into_another() -> None:
    """It gets a number of its own."""
    mended = mend("#[repr(u8)]\npub enum Kind { A = 3, B = 2, C }\n")
    assert mended.text == "#[repr(u8)]\npub enum Kind { A = 3, B = 2, C = 4 }\n"


def test_after_the_last_number() -> None:
    """The compiler names the number that comes then."""
    mended = mend("#[repr(i64)]\npub enum Kind { A = 0x7fff_ffff_ffff_ffff, B }\n")
    assert mended.compiles
    assert "B = -9223372036854775808" in mended.text
