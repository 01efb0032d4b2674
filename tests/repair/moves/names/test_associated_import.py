"""Imports of what belongs to a trait or a type."""

from repair.moves.mending import mend


def test_the_trait_is_imported() -> None:
    """Its function is reached through it (P05)."""
    mended = mend("use std::default::Default::default;\npub fn f() -> u8 { default() }\n")
    assert mended.text == "use std::default::Default;\npub fn f() -> u8 { Default::default() }\n"
    assert mended.moves == ("import-owner",)


def test_the_type_is_at_hand() -> None:
    """Nothing is imported; a name after `as` is written out."""
    start = "pub struct Row;\nimpl Row { pub fn new() -> Row { Row } }\n"
    mended = mend(start + "use Row::new as row;\npub fn f() -> Row { row() }\n")
    assert mended.text == start + "pub fn f() -> Row { Row::new() }\n"


def test_methods_of_the_same_name_stay() -> None:
    """Only the name alone comes from the import."""
    start = "mod a { pub trait B { fn c(&self) -> u8 { 1 } } impl B for u8 {} }\n"
    mended = mend(start + "use a::B::c;\npub fn f() -> u8 { 3u8.c() }\n")
    assert mended.text == start + "use a::B;\npub fn f() -> u8 { 3u8.c() }\n"


def test_a_module_that_is_not_there() -> None:
    """That is another error."""
    mended = mend("use nowhere::new;\npub fn f() -> u8 { new() }\n")
    assert not mended.compiles
    assert "import-owner" not in mended.moves
