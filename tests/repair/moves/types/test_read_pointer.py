"""A pointer that an `unsafe` block was to read is read (P05)."""

from repair.moves.mending import mend

COUNTED = """pub fn length(mut from: *const u8) -> usize {
    let mut count = 0;
    loop {
        let byte = unsafe { from };
        if byte < 0x80 {
            return count;
        }
        count += (byte & 0x7f) as usize;
        from = unsafe { from.add(1) };
    }
}
"""


def test_it_is_compared_and_counted_with() -> None:
    """The block around the pointer has no other use."""
    mended = mend(COUNTED)
    assert mended.text == COUNTED.replace("{ from };", "{ *from };")
    assert mended.moves == ("read-pointer",)
    assert mended.faults == ()


def test_no_block_is_added() -> None:
    """Without an `unsafe` block nothing is read."""
    mended = mend(COUNTED.replace("unsafe { from };", "from;"))
    assert "*from" not in mended.text
    assert "read-pointer" not in mended.moves
