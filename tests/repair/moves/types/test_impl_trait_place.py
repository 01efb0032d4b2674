"""`impl Trait` where no type can be left open."""

import pytest

from repair.moves.mending import mend

_CASES = {
    "variable": ("pub fn f() -> u8 { let x: impl Copy = 3u8; x }\n", "pub fn f() -> u8 { let x = 3u8; x }\n"),
    "constant": (
        "pub const F: impl Fn(u8) -> u8 = |x| x + 1;\n",
        "pub const F: fn(u8) -> u8 = |x| x + 1;\n",
    ),
    "field": ("pub struct S { pub f: impl Fn(u8) }\n", "pub struct S<F: Fn(u8)> { pub f: F }\n"),
}


@pytest.mark.parametrize("name", _CASES)
def test_the_type_gets_a_place(name: str) -> None:
    """The compiler finds it, or it has a name."""
    broken, sound = _CASES[name]
    mended = mend(broken)
    assert mended.text == sound
    assert mended.moves == ("impl-trait-place",)


def test_a_struct_that_others_speak_of_stays() -> None:
    """Each of them would have to name the type too."""
    mended = mend("pub struct S { pub f: impl Copy }\npub fn f(_: &S) {}\n")
    assert not mended.compiles
