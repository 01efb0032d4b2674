"""A trait that asks for nothing is implemented by saying so (P16)."""

from repair.moves.mending import mend

MARKER = """\
struct Point;

trait Named {
    fn name(&self) -> String {
        String::from("thing")
    }
}

fn shown(one: &impl Named) -> String {
    one.name()
}

fn point() -> String {
    shown(&Point)
}
"""
ERROR = """\
use std::fmt;

#[derive(Debug)]
struct Fault;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fault")
    }
}

fn checked() -> Result<(), Fault> {
    Err(Fault)
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    checked()?;
    Ok(())
}
"""
ASKS = """\
struct Point;

trait Named {
    fn name(&self) -> String;
}

fn shown(one: &impl Named) -> String {
    one.name()
}

fn point() -> String {
    shown(&Point)
}
"""


def test_marker() -> None:
    """An own type gets the impl behind it."""
    mended = mend(MARKER)
    assert mended.compiles
    assert mended.text == MARKER.replace("struct Point;\n", "struct Point;\n\nimpl Named for Point {}\n")
    assert "implement-marker" in mended.moves
    assert mended.faults == ()


def test_error() -> None:
    """What can be shown is an error."""
    mended = mend(ERROR)
    assert mended.compiles
    assert mended.text == ERROR.replace("struct Fault;\n", "struct Fault;\n\nimpl std::error::Error for Fault {}\n")
    assert "implement-marker" in mended.moves
    assert mended.faults == ()


def test_asks() -> None:
    """A trait that asks for a method is not implemented without it."""
    mended = mend(ASKS)
    assert not mended.compiles
    assert "implement-marker" not in mended.moves
    assert mended.faults == ()
