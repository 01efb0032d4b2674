"""Casts that `as` cannot do become conversions."""

import pytest

from repair.moves.mending import mend

CASTS = (
    ("fn f(t: &str) -> Vec<char> { @ }", "t as Vec<char>", "t.chars().collect()"),
    ("fn f(v: Vec<u8>) -> usize { @ }", "v as usize", "v.len()"),
)


@pytest.mark.parametrize(("program", "before", "after"), CASTS)
def test_a_conversion_in_its_place(program: str, before: str, after: str) -> None:
    """The pair of types says what was meant."""
    mended = mend(program.replace("@", before) + "\n")
    assert mended.text == program.replace("@", after) + "\n"
    assert mended.moves == ("convert-instead-of-cast",)


def test_the_address_of_a_value() -> None:
    """A reference becomes a number by way of a pointer."""
    mended = mend("pub fn f<T>(x: &T) -> usize { x as usize }\n")
    assert mended.text == "pub fn f<T>(x: &T) -> usize { x as *const T as usize }\n"


def test_nothing_leads_to_a_unit() -> None:
    """There is no conversion to a type of one value."""
    assert not mend("pub fn f() { let _u = 1_u32 as (); }\n").compiles


def test_the_type_stays_said() -> None:
    """A cast to an own type is no place for a conversion to whatever fits."""
    mended = mend('#[derive(Debug)]\npub enum Own { A = 1 }\npub fn f() { let x = 1u8 as Own; println!("{x:?}"); }\n')
    assert ".into()" not in mended.text
