"""Arguments in the wrong order change places when their types cross (P05, P15)."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pub fn f(v: Vec<u8>) -> u8 { v.into_iter().fold(|a, b| a + b, 0) }", "fold(0, |a, b| a + b)"),
        ("pub fn f(o: Option<u8>) -> u8 { o.map_or(|x| x + 1, 0) }", "map_or(0, |x| x + 1)"),
        ("pub fn f(t: &str) -> usize { t.splitn(',', 2).count() }", "splitn(2, ',')"),
        ("pub fn f(t: &str, n: usize) -> String { pad(n, t) }", "pad(t, n)"),
        (
            "use std::mem::replace;\npub fn f(t: &mut String) -> String { replace(String::new(), t) }",
            "replace(t, String::new())",
        ),
    ],
)
def test_types_that_cross(before: str, after: str) -> None:
    """The compiler says that one does not fit; both fit when they have changed places."""
    mended = mend('pub fn pad(text: &str, width: usize) -> String { format!("{text:>width$}") }\n' + before + "\n")
    assert mended.compiles
    assert after in mended.text
    assert mended.faults == ()


def test_one_wrong_argument_stays() -> None:
    """A value that fits nowhere in the call is not put elsewhere."""
    before = (
        'pub fn pad(text: &str, width: usize) -> usize { text.len() + width }\npub fn f() -> usize { pad("a", ()) }\n'
    )
    mended = mend(before)
    assert not mended.compiles
    assert mended.text == before
    assert mended.faults == ()


def test_values_to_print_stay_in_their_order() -> None:
    """A macro takes them of any type: none of them is in a wrong place."""
    text = (
        "pub trait Area {\n    fn area(&self) -> u8;\n}\npub struct A;\npub struct B;\n"
        "impl Area for B {\n    fn area(&self) -> u8 {\n        1\n    }\n}\n"
        "fn of<T: Area>(t: &T) -> u8 {\n    t.area()\n}\n"
        'pub fn f() {\n    println!("{} {}", of(&A), of(&B));\n}\n'
    )
    assert "of(&A), of(&B)" in mend(text).text
