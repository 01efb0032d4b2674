"""What a trait has, reached through a type parameter."""

import pytest

from repair.moves.mending import mend

SOUND = """pub trait Sided {
    const SIDES: u32;
}

pub struct Square;

impl Sided for Square {
    const SIDES: u32 = 4;
}

pub fn sides<T: Sided>(_: &T) -> u32 {
    T::SIDES
}
"""


@pytest.mark.parametrize("wrong", ["SIDES", "Sided::SIDES", "T.SIDES"])
def test_the_parameter_has_it(wrong: str) -> None:
    """And not the one type that happens to implement the trait."""
    assert mend(SOUND.replace("T::SIDES\n", f"{wrong}\n")).text == SOUND


def test_two_parameters_are_not_told_apart() -> None:
    """Which of them is meant, nobody says."""
    text = SOUND.replace("<T: Sided>(_: &T)", "<T: Sided, U: Sided>(_: &T, _: &U)").replace("T::SIDES", "SIDES")
    assert "through-parameter" not in mend(text).moves
