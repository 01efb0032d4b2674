"""Bodies that end without the value that is asked for."""

from repair.moves.mending import mend


def test_the_variable_that_the_loop_fills() -> None:
    """A function that ends with a loop gives what the loop made."""
    before = "pub fn f(v: &[u8]) -> u8 {\n    let mut sum = 0;\n    for x in v { sum += x; }\n}\n"
    mended = mend(before)
    assert mended.text == before.replace("sum += x; }\n", "sum += x; }\n    sum\n")
    assert mended.moves == ("end-with-value",)


def test_the_variable_bound_last() -> None:
    """A function that ends with a binding gives it."""
    before = "pub fn f(n: u8) -> u8 {\n    let twice = n * 2;\n}\n"
    assert mend(before).text == "pub fn f(n: u8) -> u8 {\n    let twice = n * 2;\n    twice\n}\n"


def test_the_other_half_of_an_if() -> None:
    """What is not found is `None`."""
    mended = mend("pub fn f(n: u8) -> Option<u8> { if n > 9 { Some(n) } }\n")
    assert mended.text == "pub fn f(n: u8) -> Option<u8> { if n > 9 { Some(n) } else { None } }\n"


def test_no_number_is_invented() -> None:
    """The other half of an `if` that gives a number could be any."""
    assert not mend("pub fn f(n: u8) -> u8 { if n > 9 { 1 } }\n").compiles
