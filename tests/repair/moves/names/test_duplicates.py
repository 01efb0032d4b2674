"""Two things of one name."""

from repair.moves.mending import mend


def test_the_same_item_twice() -> None:
    """Of two equal items one goes."""
    mended = mend("pub struct A { pub x: u8 }\npub fn f(a: A) -> u8 { a.x }\npub struct A { pub x: u8 }\n")
    assert mended.text == "pub struct A { pub x: u8 }\npub fn f(a: A) -> u8 { a.x }\n"
    assert mended.moves == ("one-of-two",)


def test_two_bindings_that_nobody_uses() -> None:
    """The second binding of a pattern needs no name, the second parameter gets its own."""
    mended = mend("pub fn f(p: (u8, u8)) -> u8 { match p { (n, n) => 1 } }\n")
    assert mended.text == "pub fn f(p: (u8, u8)) -> u8 { match p { (n, _) => 1 } }\n"
    mended = mend("pub fn f(a: u8, a: u16) -> u8 { 1 }\n")
    assert mended.text == "pub fn f(a: u8, a2: u16) -> u8 { 1 }\n"


def test_which_one_is_meant() -> None:
    """Where the name is used, nobody can know which of the two is meant."""
    mended = mend("pub fn f(a: u8, a: u8) -> u8 { a }\n")
    assert not mended.compiles
    mended = mend("pub fn f() -> u8 { 1 }\npub fn f() -> u8 { 2 }\npub fn g() -> u8 { f() }\n")
    assert not mended.compiles
    assert mended.moves == ()
