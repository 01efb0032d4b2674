"""Async functions that call themselves (P16)."""

from repair.moves.mending import mend

TWICE = """\
async fn leaves(depth: u32) -> u32 {
    if depth == 0 {
        return 1;
    }
    leaves(depth - 1).await + leaves(depth - 1).await
}
"""
KEPT = """\
async fn leaves(depth: u32) -> u32 {
    let inner = leaves(depth - 1);
    inner.await
}
"""


def test_twice() -> None:
    """Every inner call is boxed."""
    mended = mend(TWICE)
    assert mended.compiles
    assert mended.text == TWICE.replace(
        "    leaves(depth - 1).await + leaves(depth - 1).await",
        "    Box::pin(leaves(depth - 1)).await + Box::pin(leaves(depth - 1)).await",
    )
    assert "box-recursion" in mended.moves
    assert mended.faults == ()


def test_kept() -> None:
    """A future that is kept before it is awaited is left alone."""
    mended = mend(KEPT)
    assert not mended.compiles
    assert "box-recursion" not in mended.moves
    assert mended.faults == ()
