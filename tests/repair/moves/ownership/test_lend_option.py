"""An optional `&mut` is lent for the while."""

from repair.moves.mending import mend

WALK = """pub struct Seen {
    count: u32,
}
pub fn walk(seen: Option<&mut Seen>, n: u32) -> u32 {
    if n == 0 {
        return 1;
    }
    if let Some(one) = seen {
        one.count += 1;
    }
    walk(seen, n - 1) + walk(seen, n - 1)
}
"""


def test_it_is_lent_where_it_is_needed_again() -> None:
    """The last one gives it away."""
    mended = mend(WALK)
    assert "fn walk(mut seen" in mended.text
    assert "walk(seen.as_deref_mut(), n - 1) + walk(seen, n - 1)" in mended.text
    assert "lend-option" in mended.moves


def test_an_option_of_a_value_is_something_else() -> None:
    """There is nothing to lend again in it."""
    mended = mend(WALK.replace("Option<&mut Seen>", "Option<Box<Seen>>"))
    assert "lend-option" not in mended.moves
