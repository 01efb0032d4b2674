"""Types that are called like functions."""

import pytest

from repair.moves.mending import mend

POINT = """pub struct Point {
    x: f64,
    y: f64,
}

pub fn f(a: f64) -> Point {
    Point { x: a, y: 1.0 }
}
"""
MADE = """pub struct Name {
    text: String,
}

impl Name {
    pub fn new(text: &str) -> Self {
        Self { text: text.to_string() }
    }
}

pub fn f() -> Name {
    Name::new("a")
}
"""


def test_the_constructor_is_called() -> None:
    """It takes so many arguments."""
    assert mend(MADE.replace('Name::new("a")', 'Name("a")')).text == MADE


@pytest.mark.parametrize("wrong", ["Point(a, 1.0)", "Point::new(a, 1.0)"])
def test_fields_get_their_names(wrong: str) -> None:
    """There is no constructor: the fields stand in their order."""
    assert mend(POINT.replace("Point { x: a, y: 1.0 }", wrong)).text == POINT


def test_a_variant_with_named_fields() -> None:
    """Its values stand in brackets of the other kind."""
    sound = "pub enum E {\n    Bad { at: usize },\n}\npub fn f(at: usize) -> E {\n    E::Bad { at }\n}\n"
    assert mend(sound.replace("E::Bad { at }", "E::Bad(at)")).text == sound


def test_a_cast() -> None:
    """A number is not made by a call."""
    sound = "pub fn f(n: u8) -> f64 {\n    n as f64 * 2.0\n}\n"
    assert mend(sound.replace("n as f64", "f64(n)")).text == sound


def test_a_type_of_the_library() -> None:
    """It is made by `new`."""
    sound = "use std::sync::Arc;\npub fn f() -> Arc<u8> {\n    Arc::new(1)\n}\n"
    assert mend(sound.replace("Arc::new", "Arc")).text == sound


def test_a_default() -> None:
    """A type without `new` that derives `Default`."""
    sound = "#[derive(Default)]\npub struct A {\n    n: u8,\n}\npub fn f() -> A {\n    A::default()\n}\n"
    assert mend(sound.replace("A::default", "A::new")).text == sound


def test_other_counts_are_left_alone() -> None:
    """One value for two fields is not enough."""
    mended = mend(POINT.replace("Point { x: a, y: 1.0 }", "Point(a)"))
    assert not mended.compiles
