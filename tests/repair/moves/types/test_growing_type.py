"""Types that hold themselves with larger arguments."""

from repair.moves.mending import mend


def test_it_holds_itself() -> None:
    """Each step would be another type (P05)."""
    mended = mend("pub struct Row<T> { a: T, next: Option<Box<Row<Vec<T>>>> }\npub fn f(a: Row<u8>) {}\n")
    assert mended.text == "pub struct Row<T> { a: T, next: Option<Box<Row<T>>> }\npub fn f(a: Row<u8>) {}\n"
    assert mended.moves == ("hold-same-type",)


def test_another_type_stays() -> None:
    """A type that ends somewhere is no error of this kind."""
    mended = mend("pub struct Row<T> { a: T, next: Option<Box<Row<u8>>> }\npub fn f(a: Row<u8>) -> u8 { a.b }\n")
    assert "hold-same-type" not in mended.moves
