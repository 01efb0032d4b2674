"""Lists that are added with `+` (P16)."""

from repair.moves.mending import mend


def test_a_new_list() -> None:
    """Two lists are joined to a new one."""
    mended = mend("pub fn f(a: Vec<u8>, b: Vec<u8>) -> Vec<u8> { a + b }\n")
    assert mended.text == "pub fn f(a: Vec<u8>, b: Vec<u8>) -> Vec<u8> { [a, b].concat() }\n"
    assert mended.moves == ("join-lists",)


def test_the_same_list() -> None:
    """`+=` with a list extends it."""
    mended = mend(
        "pub fn f(all: &mut Vec<u8>, more: Vec<u8>) { *all += more; }\npub fn g(mut a: Vec<u8>) { a += a.clone(); }\n"
    )
    assert "a.extend(a.clone());" in mended.text
    assert "join-lists" in mended.moves


def test_other_operations_are_left() -> None:
    """Nobody knows what the difference of two lists would be."""
    assert not mend("pub fn f(a: Vec<u8>, b: Vec<u8>) -> Vec<u8> { a - b }\n").compiles
