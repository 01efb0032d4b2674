"""An enum where one of its variants is meant."""

from repair.moves.mending import mend

ENUM = "pub enum Move { Step { by: u8 }, Turn { angle: u8 }, Stop }\n"


def test_the_variant_with_these_fields() -> None:
    """The fields that are written tell the variant, in an expression and in a pattern."""
    mended = mend(ENUM + "pub fn f() -> Move { Move { angle: 3 } }\n")
    assert mended.text == ENUM + "pub fn f() -> Move { Move::Turn { angle: 3 } }\n"
    assert mended.moves == ("variant-of-enum",)


def test_no_variant_has_them() -> None:
    """Unknown fields tell nothing."""
    mended = mend(ENUM + "pub fn f() -> Move { Move { speed: 3 } }\n")
    assert not mended.compiles
    assert mended.moves == ()
