"""Lifetimes with a name that they cannot have."""

from repair.moves.mending import mend


def test_a_keyword_is_no_lifetime() -> None:
    """All places get the same new name (P05)."""
    mended = mend("pub struct Row<'self> { text: &'self str }\npub fn f<'a>(a: &'a str) -> &'a str { a }\n")
    assert "pub struct Row<'b> { text: &'b str }" in mended.text
    assert mended.compiles


def test_a_constant_borrows_for_ever() -> None:
    """A constant cannot declare a lifetime."""
    mended = mend('pub const NAME: &\'a str = "x";\n')
    assert mended.text == 'pub const NAME: &\'static str = "x";\n'
    assert mended.moves == ("rename-lifetime",)


def test_a_parameter_is_declared() -> None:
    """In a function the compiler's own suggestion declares it."""
    mended = mend("pub fn f(a: &'a str) -> &'a str { a }\n")
    assert mended.text == "pub fn f<'a>(a: &'a str) -> &'a str { a }\n"
    assert "rename-lifetime" not in mended.moves
