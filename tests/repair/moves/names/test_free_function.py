"""Functions that are called like methods."""

from repair.moves.mending import mend

SOUND = """pub struct A {
    n: u8,
}

fn twice(n: u8) -> u8 {
    n * 2
}

fn show(a: &A) -> u8 {
    a.n
}

impl A {
    pub fn f(&self) -> u8 {
        twice(self.n)
    }
}

pub fn g(a: A) -> u8 {
    show(&a)
}
"""


def test_without_self() -> None:
    """The type has no such method."""
    assert mend(SOUND.replace("        twice(", "        self.twice(")).text == SOUND


def test_the_receiver_is_the_first_argument() -> None:
    """Borrowed as the function asks for."""
    assert mend(SOUND.replace("    show(&a)", "    a.show()")).text == SOUND


def test_a_function_of_another_type_is_not_called() -> None:
    """Nothing is offered for a receiver that the function does not take."""
    mended = mend(SOUND.replace("    show(&a)", "    a.n.show()"))
    assert not mended.compiles
