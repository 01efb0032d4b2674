"""Arguments of attributes that are doubled, contradict each other, or are not known."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("#[repr(transparent, C)]\npub struct A(pub u8);\n", "#[repr(transparent)]\npub struct A(pub u8);\n"),
        ("#[repr(packed, packed(2))]\npub struct A(pub u8);\n", "#[repr(packed)]\npub struct A(pub u8);\n"),
        ('#[deprecated(note = "a", note = "b")]\npub fn f() {}\n', '#[deprecated(note = "a")]\npub fn f() {}\n'),
        ("#![warn(nobody::knows, unused)]\npub fn f() {}\n", "#![warn(unused)]\npub fn f() {}\n"),
    ],
)
def test_one_goes(wrong: str, right: str) -> None:
    """The others stay."""
    mended = mend(wrong)
    assert mended.text == right
    assert mended.moves == ("drop-attribute-argument",)


def test_what_is_forbidden_stays_so() -> None:
    """The exception goes where the code does without; else `forbid` becomes `deny`, which one may overrule."""
    mended = mend("#![forbid(dead_code)]\n#[allow(dead_code)]\npub fn f() {}\n")
    assert mended.text == "#![forbid(dead_code)]\npub fn f() {}\n"
    mended = mend("#![forbid(dead_code)]\n#[allow(dead_code)]\nfn f() {}\n")
    assert mended.text == "#![deny(dead_code)]\n#[allow(dead_code)]\nfn f() {}\n"
