"""Variables where only a constant can stand."""

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


def test_not_where_the_type_is_fixed() -> None:
    """Where an array is asked for, a vector does not compile."""
    mended = mend("pub fn f(n: usize) -> [u8; 4] {\n    [0u8; n]\n}\n")
    assert not mended.compiles
    assert mended.faults == ()
