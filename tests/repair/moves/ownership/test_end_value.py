"""A destructor that is called by name: the value is given to `drop`, or nothing is done."""

import pytest

from repair.moves.mending import mend

NOISY = (
    'pub struct Noisy(pub u8);\nimpl Drop for Noisy {\n    fn drop(&mut self) {\n        println!("end");\n    }\n}\n'
)


@pytest.mark.parametrize(
    "call", ["y.drop()", "Drop::drop(&mut y)", "Noisy::drop(&mut y)", "<Noisy as Drop>::drop(&mut y)"]
)
def test_an_owned_value(call: str) -> None:
    """The value itself is given, never a reference to it."""
    mended = mend(f'{NOISY}pub fn f() {{\n    let mut y = Noisy(1);\n    {call};\n    println!("after");\n}}\n')
    assert mended.compiles
    assert "    drop(y);\n" in mended.text
    assert mended.moves == ("end-value",)


@pytest.mark.parametrize(
    "body",
    [
        "f(y: &mut Noisy) {\n    y.drop();\n}",
        "f(y: &mut Noisy) {\n    Drop::drop(y);\n}",
        "f() -> u8 {\n    let mut y = Noisy(1);\n    Drop::drop(&mut y);\n    y.0\n}",
        "f() {\n    let y = &mut Noisy(1);\n    y.drop();\n}",
        "f(n: u8) {\n    let mut y = Noisy(1);\n    for _ in 0..n {\n        Drop::drop(&mut y);\n    }\n}",
    ],
)
def test_a_value_that_cannot_end_there(body: str) -> None:
    """Borrowed, needed later or passed again: to drop the reference would end nothing."""
    mended = mend(f"{NOISY}pub fn {body}\n")
    assert not mended.compiles
    assert "drop(&mut y)" not in mended.text.replace("Drop::drop(&mut y)", "")
    assert " drop(y)" not in mended.text


def test_a_value_without_a_name() -> None:
    """What was only made to end is given as it is."""
    mended = mend(NOISY + "pub fn f() {\n    Drop::drop(&mut Noisy(2));\n}\n")
    assert "    drop(Noisy(2));\n" in mended.text
