"""Keys that are looked up by a reference to a reference (P16)."""

from repair.moves.mending import mend

TWICE = """\
use std::collections::HashMap;

pub fn age(all: &HashMap<String, u32>, name: &str) -> Option<u32> {
    all.get(&name).copied()
}
"""
NAMED = """\
use std::collections::HashSet;

pub fn known(all: &HashSet<String>, names: &[&str]) -> bool {
    names.iter().all(|name| all.contains(name))
}
"""
OTHER = """\
use std::collections::HashMap;

pub fn age(all: &HashMap<String, u32>, name: u64) -> Option<u32> {
    all.get(&name).copied()
}
"""


def test_a_reference_too_much() -> None:
    """The one that is written goes."""
    mended = mend(TWICE)
    assert mended.text == TWICE.replace("&name", "name")
    assert mended.moves == ("look-up-by-reference",)


def test_a_reference_inside() -> None:
    """One that a closure is handed is followed."""
    mended = mend(NAMED)
    assert mended.text == NAMED.replace("contains(name)", "contains(*name)")
    assert mended.moves == ("look-up-by-reference",)


def test_another_type() -> None:
    """A number is no reference to a text."""
    mended = mend(OTHER)
    assert "look-up-by-reference" not in mended.moves
    assert not mended.compiles
