"""Arguments that are written another way."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('#[repr = "C"]\npub struct A(pub u8);\n', "#[repr(C)]\npub struct A(pub u8);\n"),
        ('#[derive("Clone")]\npub struct A;\n', "#[derive(Clone)]\npub struct A;\n"),
        ('#[repr("C")]\npub struct A(pub u8);\n', "#[repr(C)]\npub struct A(pub u8);\n"),
        ('#[repr("c", "packed(2)")]\npub struct A(pub u8);\n', "#[repr(C, packed(2))]\npub struct A(pub u8);\n"),
        ('#[repr("u8")]\npub enum A { B = 3 }\n', "#[repr(u8)]\npub enum A { B = 3 }\n"),
        ("#[repr(align(15))]\npub struct A(pub u8);\n", "#[repr(align(16))]\npub struct A(pub u8);\n"),
        ("#[repr(c)]\npub struct A(pub u8);\n", "#[repr(C)]\npub struct A(pub u8);\n"),
        ('extern "Rust" { pub fn f(a: u8, ...); }\n', 'extern "C" { pub fn f(a: u8, ...); }\n'),
    ],
)
def test_the_right_form(wrong: str, right: str) -> None:
    """A list, a path, a power of two, a name that exists."""
    mended = mend(wrong)
    assert mended.text == right
    assert mended.moves == ("fix-attribute-argument",)


def test_a_hint_that_is_like_no_other() -> None:
    """It is not replaced by a guess."""
    mended = mend("#[repr(nothing_like_it)]\npub struct A(pub u8);\n")
    assert "fix-attribute-argument" not in mended.moves


def test_the_name_of_an_argument() -> None:
    """The compiler lists what may stand there."""
    mended = mend('#[deprecated(since = "1.0", notes = "old")]\npub fn f() {}\n')
    assert mended.text == '#[deprecated(since = "1.0", note = "old")]\npub fn f() {}\n'
    assert mended.moves == ("fix-attribute-argument",)


@pytest.mark.parametrize("layout", ['"D"', "5", '"C", "nothing_like_it"', "C, 5"])
def test_a_layout_is_never_dropped(layout: str) -> None:
    """The struct would lie otherwise in memory: what is meant is not known, so it stays an error."""
    mended = mend(f"#[repr({layout})]\npub struct A(pub u8, pub u32);\n")
    assert not mended.compiles
    assert f"#[repr({layout})]" in mended.text
