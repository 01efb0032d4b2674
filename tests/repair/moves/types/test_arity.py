"""Missing generic arguments are inferred, or taken from the types at hand."""

from repair.moves.mending import mend


def test_what_can_be_inferred() -> None:
    """In a body the compiler finds the missing argument."""
    head = "fn g<T, U>(_: T, u: U) -> U { u }\n"
    mended = mend(head + "pub fn f() -> u8 { g::<u16>(1, 2) }\n")
    assert mended.text == head + "pub fn f() -> u8 { g::<u16, _>(1, 2) }\n"
    assert mended.compiles


def test_what_cannot_be_inferred() -> None:
    """A parameter that no argument names is of a type that is given already."""
    head = "fn g<T, U>() {}\n"
    assert mend(head + "pub fn f() { g::<u16>() }\n").text == head + "pub fn f() { g::<u16, u16>() }\n"
