"""Requirements that never hold (P16)."""

from repair.moves.mending import mend

ENDLESS = """\
trait Deep {
    fn depth(&self) -> u32 {
        1
    }
}

struct Layer<T>(T);

impl<T> Deep for T
where
    Layer<T>: Deep,
{
}
"""
ARGUMENT = """\
trait Even {}

trait Pairs {
    fn pairs<T>(self)
    where
        T<Left = u8>: Even;
}
"""
RECURSIVE = """\
trait Deep {}

impl<T: Copy> Deep for Option<Option<T>> where Option<T>: Deep {}

fn needs<T: Deep>() {}

fn run() {
    needs::<String>();
}
"""


def test_endless() -> None:
    """A requirement that leads to itself goes."""
    mended = mend(ENDLESS)
    assert mended.compiles
    assert mended.text == ENDLESS.replace("\nwhere\n    Layer<T>: Deep,", "")
    assert "drop-requirement" in mended.moves
    assert mended.faults == ()


def test_argument() -> None:
    """Arguments that no trait stands behind go."""
    mended = mend(ARGUMENT)
    assert mended.compiles
    assert mended.text == ARGUMENT.replace("T<Left = u8>", "T")
    assert "drop-requirement" in mended.moves
    assert mended.faults == ()


def test_recursive() -> None:
    """A call that never ends has no requirement to drop."""
    mended = mend(RECURSIVE)
    assert not mended.compiles
    assert "drop-requirement" not in mended.moves
    assert mended.faults == ()


def test_a_type_takes_arguments() -> None:
    """A struct has no items to name: the type is meant for its parameter."""
    mended = mend("pub struct Row<T>(T);\npub fn f(a: Row<T = u8>) {}\n")
    assert mended.text == "pub struct Row<T>(T);\npub fn f(a: Row<u8>) {}\n"
