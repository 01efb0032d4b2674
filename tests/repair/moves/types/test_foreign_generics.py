"""Foreign functions with type parameters."""

from repair.moves.mending import mend


def test_the_type_that_callers_give() -> None:
    """A foreign function has one (P05)."""
    call = "pub fn f(a: &mut [u16]) { unsafe { sort(a.as_mut_ptr()) } }\n"
    mended = mend('extern "C" { fn sort<T>(a: *mut T); }\n' + call)
    assert mended.text == 'extern "C" { fn sort(a: *mut u16); }\n' + call
    assert mended.moves == ("one-foreign-type",)


def test_two_parameters() -> None:
    """Which one is which is not guessed."""
    mended = mend('extern "C" { fn sort<T, U>(a: *mut T, b: U); }\n')
    assert not mended.compiles
    assert not mended.moves
