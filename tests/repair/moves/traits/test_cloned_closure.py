"""A closure that is cloned takes with it what it changes (P16)."""

from repair.moves.mending import mend

CLONED = """pub fn twice(bytes: &[u8]) -> String {
    let mut each = bytes.iter().map(|byte| *byte as char);
    let chars = std::iter::from_fn(|| each.next());
    let again = chars.clone();
    chars.chain(again).collect()
}
"""


def test_it_owns_what_it_changes() -> None:
    """A reference that changes something cannot be there twice."""
    mended = mend(CLONED)
    assert mended.text == CLONED.replace("from_fn(||", "from_fn(move ||")
    assert mended.moves == ("own-captured",)
    assert mended.faults == ()


def test_what_cannot_be_cloned_at_all() -> None:
    """Where the closure is moved already, nothing is offered."""
    assert (
        "own-captured"
        not in mend(CLONED.replace("(|| each", "(move || each").replace("bytes.iter()", "&mut bytes.iter()")).moves
    )
