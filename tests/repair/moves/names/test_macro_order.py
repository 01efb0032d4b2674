"""Macros that are not in sight where they are called."""

from repair.moves.mending import mend


def test_defined_too_late() -> None:
    """A definition behind its use is moved before it, with its attributes."""
    mended = mend("pub fn f() -> u8 { one!() }\n\n#[rustfmt::skip]\nmacro_rules! one { () => { 1 } }\n")
    assert mended.text == "#[rustfmt::skip]\nmacro_rules! one { () => { 1 } }\n\npub fn f() -> u8 { one!() }\n\n"
    assert mended.moves == ("macro-in-sight",)


def test_in_a_module() -> None:
    """A module before the use hands its macros on."""
    text = "mod tools { macro_rules! one { () => { 1 } } }\npub fn f() -> u8 { one!() }\n"
    assert mend(text).text == f"#[macro_use]\n{text}"


def test_an_unknown_macro() -> None:
    """A macro of a crate that is not there stays unknown."""
    mended = mend("pub fn f() { lazy_things!(1); }\n")
    assert not mended.compiles
    assert mended.moves == ()
