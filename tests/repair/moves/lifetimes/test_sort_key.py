"""Keys that belong to the items are compared and not given away (P15)."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sort_by_key(|u| u.name.as_str())", "sort_by(|u, b| u.name.as_str().cmp(b.name.as_str()))"),
        ("sort_by_key(|u| &u.name)", "sort_by(|u, b| u.name.cmp(&b.name))"),
        (
            "sort_unstable_by_key(|b| (&b.name, b.n))",
            "sort_unstable_by(|b, other| (&b.name, b.n).cmp(&(&other.name, other.n)))",
        ),
    ],
)
def test_two_items_are_compared(before: str, after: str) -> None:
    """The order is the same, without a copy."""
    head = "pub struct U { name: String, n: u8 }\npub fn sorted(mut v: Vec<U>) -> Vec<U> {\n    v.{};\n    v\n}\n"
    mended = mend(head.replace("{};", f"{before};"))
    assert mended.text == head.replace("{};", f"{after};")
    assert mended.moves == ("compare-keys",)


def test_another_closure() -> None:
    """A closure that is no key is left alone."""
    mended = mend("pub fn f() -> usize { let g = |x: &u8| x; usize::from(*g(&1)) }\n")
    assert "compare-keys" not in mended.moves
