"""Struct literals that leave out fields are filled from what is at hand (P05, P15)."""

import pytest

from repair.moves.mending import mend

SPAN = "pub struct Span { start: usize, end: usize }\n"
LIST = "pub struct List { items: Vec<u8>, name: Option<String>, at: usize }\n"
CONFIG = "#[derive(Default)]\npub struct Config { name: String, level: u8, loud: bool }\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pub fn f(start: usize, end: usize) -> Span { Span { start } }", "Span { start, end }"),
        ("pub fn f(start: usize, last: usize) -> Span { Span { start } }", "Span { start, end: last }"),
        ("pub fn f(s: &Span) -> Span { Span { end: s.end } }", "Span { start: s.start, end: s.end }"),
        ("impl Span { pub fn f(&self) -> Span { Span { end: self.end } } }", "Span { start: self.start, end: "),
        ("impl List { pub fn new(at: usize) -> Self { Self { at } } }", "Self { items: Vec::new(), name: None, at }"),
        (
            "pub fn new() -> Span { Span {\n        start: 0,\n    } }",
            "Span {\n        start: 0,\n        end: 0,\n    }",
        ),
        ("pub fn f(name: String) -> Config { Config { name } }", "Config { name, ..Default::default() }"),
        ("pub fn f(other: List, at: usize) -> List { List { at } }", "List { at, ..other }"),
    ],
)
def test_what_is_at_hand(before: str, after: str) -> None:
    """A variable, the same field of another value, what a fresh value begins with, the default, or a whole value."""
    mended = mend(SPAN + LIST + CONFIG + before + "\n")
    assert mended.compiles
    assert after in mended.text
    assert set(mended.moves) == {"fill-field"}
    assert mended.faults == ()


def test_a_default_does_not_call_itself() -> None:
    """In `default` itself the rest does not come from the default."""
    body = 'fn default() -> Self { Self { name: String::from("a") } }'
    mended = mend(f"pub struct A {{ name: String, of: Box<A> }}\nimpl Default for A {{ {body} }}\n")
    assert not mended.compiles
    assert "..Default" not in mended.text
    assert mended.faults == ()


def test_a_computed_value_is_not_invented() -> None:
    """Where a length would be computed, no zero is put."""
    mended = mend(SPAN + "pub fn f(text: &str) -> Span { Span { start: text.len() } }\n")
    assert not mended.compiles
    assert mended.moves == ()


def test_what_the_other_fields_do() -> None:
    """What is done to one field is done to the one beside it."""
    before = "pub fn f(s: Span, by: usize) -> Span { let Span { start, end } = s; Span { start: start * by } }\n"
    assert "Span { start: start * by, end: end * by }" in mend(SPAN + before).text


def test_no_value_is_invented() -> None:
    """Outside of what makes a new value, nothing tells what a field begins with."""
    mended = mend(SPAN + "pub fn f() -> Span { Span { start: 0 } }\n")
    assert not mended.compiles
    assert mended.moves == ()


def test_a_number_that_nobody_names() -> None:
    """A fresh value may well begin with another number than zero."""
    mended = mend(
        "pub struct Reader { at: usize, line: usize }\nimpl Reader { pub fn new(at: usize) -> Self { Self { at } } }\n"
    )
    assert not mended.compiles
    assert mended.moves == ()


def test_what_another_constructor_says() -> None:
    """Where all others that make a fresh value set the field to one constant, it is that."""
    other = "    pub fn new_at(at: usize) -> Self { Self { at, line: 1 } }\n"
    before = f"pub struct Reader {{ at: usize, line: usize }}\nimpl Reader {{\n{other}"
    mended = mend(before + "    pub fn new() -> Self { Self { at: 4 } }\n}\n")
    assert "Self { at: 4, line: 1 }" in mended.text
    assert mended.moves == ("fill-field",)


def test_a_variable_before_the_same_field_of_self() -> None:
    """What was made under the name of the field is meant, and not what it was made from."""
    before = "pub struct Mask { bits: [u8; 4] }\nimpl Mask { pub fn with(&self, at: usize) -> Self {"
    mended = mend(before + " let mut bits = self.bits; bits[at] = 1; Mask { } } }\n")
    assert "Mask { bits }" in mended.text


def test_the_parameter_that_is_left_over() -> None:
    """The other field shows how, and the parameter that nothing uses says what."""
    before = "pub struct Pair<A, B> { one: Option<A>, two: Option<B> }\nimpl<A, B> Pair<A, B> {"
    mended = mend(before + " pub fn of(first: A, two: B) -> Self { Pair { two: Some(two) } } }\n")
    assert "Pair { one: Some(first), two: Some(two) }" in mended.text
