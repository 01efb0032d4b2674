"""Literals of the wrong kind take the form of the type that is expected."""

import pytest

from ferrule.repair.moves.types.literals import alternatives, as_type
from ferrule.repair.moves.types.typewords import read_type
from repair.moves.mending import mend

FORMS = (
    ("10.0", "usize", "10"), ('"16"', "u8", "16"), ("1", "f64", "1.0"), ("1", "bool", "true"), ("2", "bool", ""),
    ("false", "i32", "0"), ('"x"', "char", "'x'"), ('"xy"', "char", ""), ("'x'", "u8", "b'x'"), ("'5'", "u32", ""),
    ('b"ab"', "&str", '"ab"'), ('"ab"', "&[u8]", 'b"ab"'), ('"a".to_string()', "&str", '"a"'), ("1.5", "i32", ""),
    ("'\\''", "&str", '"\'"'), ("1_u8", "f32", "1.0"), ("0x1f", "bool", ""), ("7", "String", '"7".to_string()'),
)  # fmt: skip


@pytest.mark.parametrize(("written", "wanted", "form"), FORMS)
def test_forms_of_a_value(written: str, wanted: str, form: str) -> None:
    """A literal is written as the wanted type writes it; a value that the type does not have stays."""
    assert as_type(written, read_type(wanted)) == form


def test_alternatives_of_a_text() -> None:
    """A text that shows a number may be that number; one of a single letter that letter."""
    assert alternatives('"7"') == ["7", "'7'"]
    assert alternatives("true") == ["1", '"true"'][:1]


def test_a_fraction_beside_a_whole_number() -> None:
    """The literal gives way to the type of the other operand."""
    mended = mend("pub fn next(at: usize) -> usize { at + 1.0 }\n")
    assert mended.text == "pub fn next(at: usize) -> usize { at + 1 }\n"
    assert mended.moves == ("rewrite-literal",)


def test_the_literal_from_which_a_type_was_inferred() -> None:
    """Not the uses are wrong, but the value with which the variable begins."""
    before = "pub fn f(v: &[u8]) { let mut first = 1; for _ in v { if first { first = false; } } }\n"
    mended = mend(before)
    assert mended.text == before.replace("first = 1", "first = true")


def test_an_index_in_quotes() -> None:
    """What indexes a slice is a number."""
    assert mend('pub fn f(v: &[u8]) -> u8 { v["2"] }\n').text == "pub fn f(v: &[u8]) -> u8 { v[2] }\n"


def test_a_fraction_that_is_meant() -> None:
    """Where the result is a fraction, the whole number is converted and the literal stays."""
    mended = mend("pub fn half(n: u32) -> f32 { n / 2.0 }\n")
    assert mended.text == "pub fn half(n: u32) -> f32 { n as f32 / 2.0 }\n"


def test_a_list_of_literals() -> None:
    """All of them are rewritten, though the compiler names but the first."""
    mended = mend("pub fn f() -> Vec<&'static str> { vec!['a', 'b', 'c'] }\n")
    assert mended.text == 'pub fn f() -> Vec<&\'static str> { vec!["a", "b", "c"] }\n'


def test_the_ends_of_a_range() -> None:
    """In a pattern they are of one kind."""
    text = "pub fn f(x: Option<&u8>) -> bool { match x { Some(b'a'..=b'z') => true, _ => false } }\n"
    assert text == mend(text.replace("b'a'..", '"a"..')).text
