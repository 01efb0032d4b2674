"""`Copy` goes from a type that cannot have it (P17)."""

from repair.moves.mending import mend

DERIVED = """\
#[derive(Debug, Clone, Copy)]
struct Name {
    text: String,
}
"""
ALONE = """\
#[derive(Copy)]
struct Lent<'a> {
    to: &'a mut u8,
}
"""
BY_HAND = """\
#[derive(Clone)]
struct Name(String);

impl Copy for Name {}

fn kept(name: &Name) -> usize {
    name.0.len()
}
"""
USED = """\
#[derive(Clone, Copy)]
struct Name(Vec<u8>);

fn needs<T: Copy>(_: T) {}

fn twice(name: Name) {
    needs(name);
}
"""


def test_derived() -> None:
    """One name leaves the list of derives."""
    mended = mend(DERIVED)
    assert mended.compiles
    assert mended.text == DERIVED.replace(", Copy", "")
    assert "drop-copy" in mended.moves
    assert mended.faults == ()


def test_alone() -> None:
    """The last name takes the attribute with it."""
    mended = mend(ALONE)
    assert mended.compiles
    assert mended.text == ALONE.replace("#[derive(Copy)]\n", "")
    assert "drop-copy" in mended.moves
    assert mended.faults == ()


def test_by_hand() -> None:
    """An impl in which nothing stands goes."""
    mended = mend(BY_HAND)
    assert mended.compiles
    assert mended.text == BY_HAND.replace("impl Copy for Name {}\n", "")
    assert "drop-copy" in mended.moves
    assert mended.faults == ()


def test_used() -> None:
    """Where copies are made, taking `Copy` away is no answer."""
    mended = mend(USED)
    assert not mended.compiles
    assert "drop-copy" not in mended.moves
    assert mended.faults == ()
