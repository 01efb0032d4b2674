"""One trait stands for two in a trait object (P16)."""

from repair.moves.mending import mend

BOTH = """\
use std::io::{Read, Write};

fn echo(stream: &mut (dyn Read + Write + Send)) {
    let mut one = [0];
    stream.read_exact(&mut one).unwrap();
    stream.write_all(&one).unwrap();
}
"""
GENERIC = """\
fn echo(stream: &(dyn AsRef<str> + AsRef<[u8]>)) -> usize {
    AsRef::<str>::as_ref(stream).len()
}
"""


def test_both() -> None:
    """The new trait holds for every type that has both."""
    mended = mend(BOTH)
    assert mended.compiles
    assert mended.text == BOTH.replace(
        "fn echo", "trait ReadWrite: Read + Write {}\n\nimpl<T: Read + Write + ?Sized> ReadWrite for T {}\n\nfn echo"
    ).replace("dyn Read + Write + Send", "dyn ReadWrite + Send")
    assert "join-traits" in mended.moves
    assert mended.faults == ()


def test_generic() -> None:
    """Traits with arguments are not joined."""
    mended = mend(GENERIC)
    assert not mended.compiles
    assert "join-traits" not in mended.moves
    assert mended.faults == ()
