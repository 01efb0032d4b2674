"""Patterns that are written another way."""

from repair.moves.mending import mend


def test_a_constant_parameter_is_compared_with() -> None:
    """A guard says what the pattern meant."""
    mended = mend("pub fn f<const N: usize>(a: usize) -> bool { match a { N => true, _ => false } }\n")
    right = "pub fn f<const N: usize>(a: usize) -> bool { match a { value if value == N => true, _ => false } }\n"
    assert mended.text == right
    assert mended.moves == ("write-pattern",)


def test_an_empty_range() -> None:
    """A range of one value has its end in it, and one that goes down goes up."""
    mended = mend("pub fn f(a: u8) -> bool { match a { 5..5 => true, _ => false } }\n")
    assert mended.text == "pub fn f(a: u8) -> bool { match a { 5..=5 => true, _ => false } }\n"
    mended = mend("pub fn f(a: u8) -> bool { match a { 9..3 => true, _ => false } }\n")
    assert mended.text == "pub fn f(a: u8) -> bool { match a { 3..9 => true, _ => false } }\n"


def test_a_box_is_opened() -> None:
    """`*` takes the value out."""
    mended = mend("pub fn f() -> u8 { let box a = Box::new(1); a }\n")
    assert mended.text == "pub fn f() -> u8 { let a = *Box::new(1); a }\n"


def test_a_name_that_is_no_constant_parameter() -> None:
    """A path that is not there stays an error of names."""
    mended = mend("pub fn f(a: u8) -> bool { match a { Nothing::Here => true, _ => false } }\n")
    assert "write-pattern" not in mended.moves


def test_a_function_without_a_body_takes_names() -> None:
    """The name in the pattern stays."""
    mended = mend("pub trait A { fn b(&c: &u32); }\n")
    assert mended.text == "pub trait A { fn b(c: &u32); }\n"
    assert mended.moves == ("write-pattern",)


def test_a_range_that_goes_down() -> None:
    """Its ends are swapped, the last one included as before."""
    mended = mend("pub fn f(a: u32) -> bool { match a { 1000..=5 => true, _ => false } }\n")
    assert mended.text == "pub fn f(a: u32) -> bool { match a { 5..=1000 => true, _ => false } }\n"


def test_a_constant_parameter_within_a_pattern() -> None:
    """What is there is bound, and compared with."""
    start = "pub fn f<const N: u8>(a: Option<u8>) -> bool { match a { "
    mended = mend(start + "Some(N) => true, _ => false } }\n")
    assert mended.text == start + "Some(value) if value == N => true, _ => false } }\n"
