"""`main` gives an exit code in place of a number (P16)."""

from repair.moves.mending import mend

MAIN = """\
fn main() -> i32 {
    if std::env::args().count() > 1 {
        return 2;
    }
    0
}
"""
COMPUTED = """\
fn main() -> i32 {
    let count = std::env::args().count();
    count as i32
}
"""


def test_literals() -> None:
    """Each number that is given becomes a code."""
    mended = mend({"main.rs": MAIN})
    assert mended.compiles
    code = "std::process::ExitCode"
    expected = MAIN.replace("i32", code).replace("return 2", f"return {code}::from(2)")
    assert mended.text == expected.replace("    0\n", f"    {code}::from(0)\n")
    assert mended.moves == ("exit-code",)


def test_computed() -> None:
    """A number that is computed may not fit into eight bits: it stays."""
    mended = mend({"main.rs": COMPUTED})
    assert "exit-code" not in mended.moves
    assert mended.faults == ()
