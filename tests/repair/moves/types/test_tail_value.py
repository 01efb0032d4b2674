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


def test_all_went_well() -> None:
    """A function that only tells of failures ends with the word that there was none."""
    before = "pub fn f(n: i8) -> Result<(), String> {\n    if n < 0 {\n        return Err(n.to_string());\n    }\n@}\n"
    shown = before.replace("@", '    println!("{n}");\n')
    assert mend(shown).text == shown.replace('{n}");\n', '{n}");\n    Ok(())\n')
    half = before.replace("@", "")
    assert mend(half).text == half.replace("    }\n}", "    }\n    Ok(())\n}")


def test_a_loop_is_no_value() -> None:
    """`Ok` stands behind a loop, not around it."""
    head = "pub fn f(v: &[&str]) -> Result<(), std::num::ParseIntError> {\n"
    before = head + "    for x in v {\n        x.parse::<u8>()?;\n    }\n}\n"
    assert mend(before).text == before.replace("    }\n}", "    }\n    Ok(())\n}")


def test_a_value_is_not_made_up() -> None:
    """What a function finds is not known from its type."""
    assert not mend('pub fn f(n: u8) -> Result<u8, String> {\n    println!("{n}");\n}\n').compiles
