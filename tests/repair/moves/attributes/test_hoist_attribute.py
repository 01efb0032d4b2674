"""Attributes on expressions."""

from repair.moves.mending import mend


def test_it_goes_before_the_statement() -> None:
    """There it holds for the expression too."""
    mended = mend("pub fn f(a: bool) -> u8 {\n    let b = #[deny(warnings)] if a { 1 } else { 2 };\n    b\n}\n")
    assert (
        mended.text
        == "pub fn f(a: bool) -> u8 {\n    #[deny(warnings)]\n    let b = if a { 1 } else { 2 };\n    b\n}\n"
    )
    assert mended.moves == ("hoist-attribute",)


def test_in_the_middle_of_an_expression_it_stays() -> None:
    """Before a whole statement it would hold for more than it was written for."""
    mended = mend("pub fn f(a: u8) -> u8 {\n    a + #[deny(warnings)] (a * 2)\n}\n")
    assert "hoist-attribute" not in mended.moves
