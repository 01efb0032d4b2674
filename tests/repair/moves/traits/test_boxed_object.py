"""Types without a known size (P18)."""

from repair.moves.mending import mend

COLLECTION = """\
trait Shape {
    fn area(&self) -> f64;
}

struct All {
    shapes: Vec<dyn Shape>,
}

fn total(all: &All) -> f64 {
    all.shapes.iter().map(|one| one.area()).sum()
}
"""
PARAMETER = """\
struct Tail<T> {
    length: usize,
    value: T,
}

type Bytes = Box<Tail<u8>>;

fn last(tail: &Tail<[u8]>) -> Option<&u8> {
    tail.value.last()
}
"""
LOCAL = """\
fn first<T: Default>() -> T {
    T::default()
}

fn run() {
    first::<[u8]>();
}
"""


def test_collection() -> None:
    """A collection holds boxes."""
    mended = mend(COLLECTION)
    assert mended.compiles
    assert mended.text == COLLECTION.replace("Vec<dyn Shape>", "Vec<Box<dyn Shape>>")
    assert "box-unsized" in mended.moves
    assert mended.faults == ()


def test_parameter() -> None:
    """A parameter that allows for it says so."""
    mended = mend(PARAMETER)
    assert mended.compiles
    assert mended.text == PARAMETER.replace("Tail<T>", "Tail<T: ?Sized>")
    assert "box-unsized" in mended.moves
    assert mended.faults == ()


def test_local() -> None:
    """A value that must lie on the stack has a size."""
    mended = mend(LOCAL)
    assert not mended.compiles
    assert "box-unsized" not in mended.moves
    assert mended.faults == ()
