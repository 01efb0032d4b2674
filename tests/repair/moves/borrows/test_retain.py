"""A loop that removes from what it runs through becomes a `retain`."""

from repair.moves.mending import mend

LOOP = """pub fn clean(items: &mut Vec<u32>) {
    for (at, item) in items.iter().enumerate() {
        if *item == 0 {
            items.remove(at);
        }
    }
}
"""
KEYS = """use std::collections::HashMap;
pub fn clean(left: &mut HashMap<String, u32>, gone: &mut Vec<String>) {
    for (name, count) in left.iter() {
        if *count == 0 {
            gone.push(name.clone());
            left.remove(name);
        }
    }
}
"""


def test_the_condition_says_what_goes() -> None:
    """Each element is asked once, and the numbers of the others do not matter."""
    mended = mend(LOOP)
    assert "items.retain(|item| !(*item == 0));" in mended.text
    assert mended.moves == ("retain",)


def test_what_is_done_beside_is_done_still() -> None:
    """The names are gathered before the entry goes."""
    mended = mend(KEYS)
    assert mended.moves == ("retain",)
    assert "left.retain(|name, count| {" in mended.text
    assert "gone.push(name.clone());\n            return false;" in mended.text


def test_a_number_that_is_looked_at_stays() -> None:
    """The condition speaks of the number of the element: `retain` has none."""
    mended = mend(LOOP.replace("*item == 0", "*item == 0 && at > 1"))
    assert "retain" not in mended.moves


def test_a_neighbour_that_is_removed_is_no_retain() -> None:
    """The element of another turn goes."""
    mended = mend(LOOP.replace("remove(at)", "remove(at + 1)"))
    assert "retain" not in mended.moves
    assert mended.faults == ()


def test_a_condition_that_does_something_stays() -> None:
    """What it prints is part of it."""
    mended = mend(LOOP.replace("*item == 0", "{ println!(); *item == 0 }"))
    assert "retain" not in mended.moves
