"""Arrays that are declared with another length than they have (P16)."""

from repair.moves.mending import mend


def test_the_declared_length() -> None:
    """The list is what was written by hand, and the length follows it."""
    mended = mend("pub static ALL: [i32; 2] = [1, 2, 3];\n")
    assert mended.text == "pub static ALL: [i32; 3] = [1, 2, 3];\n"
    assert mended.moves == ("count-array",)


def test_a_parameter_keeps_its_length() -> None:
    """What a function takes is not changed for one call."""
    mended = mend("fn g(_: [i32; 2]) {}\npub fn f() { g([1, 2, 3]); }\n")
    assert "count-array" not in mended.moves
