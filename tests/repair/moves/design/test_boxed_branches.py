"""Values of several types are boxed as objects of the trait that they share (P15)."""

import pytest

from ferrule.repair.moves.design import boxed_branches
from repair.moves.design.offering import answer

SHAPES = """pub trait Shape { fn area(&self) -> f64; }
pub struct Square(pub f64);
pub struct Circle { pub r: f64 }
impl Circle { pub fn new(r: f64) -> Self { Circle { r } } }
impl Shape for Square { fn area(&self) -> f64 { self.0 * self.0 } }
impl Shape for Circle { fn area(&self) -> f64 { 3.0 * self.r * self.r } }
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "pub fn f(up: bool) -> impl Iterator<Item = u32> { if up { 0..5 } else { (0..5).rev() } }",
            "pub fn f(up: bool) -> Box<dyn Iterator<Item = u32>> "
            "{ if up { Box::new(0..5) } else { Box::new((0..5).rev()) } }",
        ),
        (
            "pub fn f(n: u8) -> impl Fn(i32) -> i32 { match n { 0 => |x| x + 1, _ => move |x| x * n as i32 } }",
            "pub fn f(n: u8) -> Box<dyn Fn(i32) -> i32> "
            "{ match n { 0 => Box::new(|x| x + 1), _ => Box::new(move |x| x * n as i32) } }",
        ),
        (
            "pub fn f(a: bool, by: i32) -> i32 { let f = if a { |x: i32| x + by } else { |x: i32| x * by }; f(2) }",
            "pub fn f(a: bool, by: i32) -> i32 { let f: Box<dyn Fn(_) -> _> = "
            "if a { Box::new(|x: i32| x + by) } else { Box::new(|x: i32| x * by) }; f(2) }",
        ),
    ],
)
def test_branches(before: str, after: str) -> None:
    """Every value is boxed, and the type says so: that of a function, or of a variable."""
    assert answer(boxed_branches, before + "\n").text == after + "\n"


def test_an_early_return() -> None:
    """What `return` gives is a value of the function as well."""
    answered = answer(
        boxed_branches,
        'pub fn f(n: i32) -> impl std::fmt::Display {\n    if n < 0 { return "none"; }\n    n\n}\n',
    )
    assert "-> Box<dyn std::fmt::Display> {" in answered.text
    assert 'return Box::new("none"); }\n    Box::new(n)\n' in answered.text


def test_a_list_of_types_from_another_file() -> None:
    """The trait that the types of the crate share is found where it is declared."""
    use = "use crate::shapes::{Circle, Shape, Square};\n"
    total = "pub fn f() -> f64 { let all = vec![Square(1.0), Circle::new(2.0)]; all.iter().map(|s| s.area()).sum() }\n"
    answered = answer(boxed_branches, {"lib.rs": "pub mod shapes;\n" + use + total, "shapes.rs": SHAPES})
    wanted = "let all: Vec<Box<dyn Shape>> = vec![Box::new(Square(1.0)), Box::new(Circle::new(2.0))];"
    assert wanted in answered.files["lib.rs"]


def test_what_shares_nothing() -> None:
    """Types without a common trait, and plain values of two types, are a mistake and no design."""
    two = "pub struct A;\npub struct B;\npub fn f(x: bool) { let _v = if x { A } else { B }; }\n"
    assert answer(boxed_branches, two).offered == 0
    assert answer(boxed_branches, 'pub fn f(x: bool) -> u8 { let v = if x { 1 } else { "a" }; v }\n').offered == 0
