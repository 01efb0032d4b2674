"""Variables where only a constant can stand."""

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend


def test_a_fixed_length() -> None:
    """A literal behind a `let` becomes a constant of the type that a length has."""
    mended = mend("pub fn f() -> usize {\n    let size = 4;\n    let cells = [0u8; size];\n    cells.len() + size\n}\n")
    right = (
        "pub fn f() -> usize {\n    const SIZE: usize = 4;\n    let cells = [0u8; SIZE];\n    cells.len() + SIZE\n}\n"
    )
    assert mended.text == right
    assert mended.moves == ("constant-length",)


def test_a_computed_length() -> None:
    """A length that the caller chooses makes the array a vector."""
    text = "pub fn f(n: usize) -> usize {\n    let cells = {}[0u8; n];\n    cells.len()\n}\n"
    mended = mend(text.replace("{}", "", 1))
    assert mended.text == text.replace("{}", "vec!", 1)


def test_where_a_signature_asks_for_an_array() -> None:
    """The signature follows, and that is a price."""
    mended = mend("pub fn f(n: usize) -> [u8; 4] {\n    [0u8; n]\n}\n")
    assert mended.text == "pub fn f(n: usize) -> Vec<u8> {\n    vec![0u8; n]\n}\n"
    assert CostKind.PUBLIC_SIGNATURE in mended.costs
