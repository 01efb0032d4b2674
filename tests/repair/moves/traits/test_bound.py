"""A type parameter gets the bounds that the code needs of it (P17)."""

from repair.moves.mending import mend

KEYS = """\
use std::collections::HashMap;

pub struct Table<K, V> {
    rows: HashMap<K, V>,
}

impl<K, V> Table<K, V> {
    pub fn row(&self, key: &K) -> Option<&V> {
        self.rows.get(key)
    }
}
"""
COPIED = """\
pub fn first<T>(list: &[T]) -> T {
    list[0]
}
"""
FOREIGN = """\
pub struct Stone;

pub fn first(list: &[Stone; 2]) -> u8 {
    list.total()
}
"""


def test_keys() -> None:
    """All bounds that a method asks for come at once, with paths where they are not imported."""
    mended = mend(KEYS)
    assert mended.compiles
    assert mended.text == KEYS.replace("impl<K, V>", "impl<K: Eq + std::hash::Hash, V>")
    assert "add-bound" in mended.moves
    assert mended.faults == ()


def test_copied() -> None:
    """A value that is taken out of a slice is copied."""
    mended = mend(COPIED)
    assert mended.compiles
    assert mended.text == COPIED.replace("first<T>", "first<T: Copy>")
    assert "add-bound" in mended.moves
    assert mended.faults == ()


def test_foreign() -> None:
    """A type that is no parameter gets no bound."""
    mended = mend(FOREIGN)
    assert not mended.compiles
    assert "add-bound" not in mended.moves
    assert mended.faults == ()


def test_a_cloned_reference() -> None:
    """What was to be cloned is of a parameter: it gets `Clone`, and the answer stays what it is."""
    before = "pub fn last<T>(all: &[T]) -> Option<T> { all.last().map(|one| one.clone()) }\n"
    mended = mend(before)
    assert mended.text == before.replace("<T>(", "<T: Clone>(")
    assert mended.moves == ("add-bound",)


def test_a_trait_with_arguments() -> None:
    """The bound is written as the error tells it."""
    text = "pub fn f<E>(error: E) -> Box<dyn std::error::Error> { error.into() }\n"
    mended = mend(text)
    assert mended.compiles
    assert "f<E: Into<Box<dyn std::error::Error>>>" in mended.text
