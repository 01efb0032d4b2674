"""Literals with braces for types without fields."""

from repair.moves.mending import mend


def test_the_value_itself() -> None:
    """A number has no fields (P05)."""
    mended = mend("type Size = u32;\npub fn f() -> Size { Size { value: 4 } }\n")
    assert mended.text == "type Size = u32;\npub fn f() -> Size { 4 }\n"
    assert mended.moves == ("plain-value",)


def test_the_variant_behind_an_alias() -> None:
    """The fields say which one is meant."""
    start = "pub enum Kind { Old, New { a: u8 } }\ntype Sort = Kind;\npub fn f() -> Kind { Sort"
    mended = mend(start + " { a: 1 } }\n")
    assert mended.text == start + "::New { a: 1 } }\n"


def test_two_fields() -> None:
    """A number is not made of two."""
    mended = mend("type Size = u32;\npub fn f() -> Size { Size { a: 4, b: 3 } }\n")
    assert not mended.compiles
    assert not mended.moves
