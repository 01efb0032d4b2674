"""Floating numbers in a total order (P18)."""

from repair.moves.mending import mend

SORTED = """\
fn sorted(mut list: Vec<f64>) -> Vec<f64> {
    list.sort();
    list
}

fn top(list: &[f32]) -> Option<&f32> {
    list.iter().max()
}
"""
KEYS = """\
use std::collections::BTreeMap;

fn put(map: &mut BTreeMap<f64, u8>) {
    map.insert(1.0, 1);
}
"""


def test_sorted() -> None:
    """Sorting and choosing take their own order."""
    mended = mend(SORTED)
    assert mended.compiles
    assert mended.text == SORTED.replace(".sort()", ".sort_by(|a, b| a.total_cmp(b))").replace(
        ".max()", ".max_by(|a, b| a.total_cmp(b))"
    )
    assert "order-floats" in mended.moves
    assert mended.faults == ()


def test_keys() -> None:
    """As keys of a map they stay impossible."""
    mended = mend(KEYS)
    assert not mended.compiles
    assert "order-floats" not in mended.moves
    assert mended.faults == ()
