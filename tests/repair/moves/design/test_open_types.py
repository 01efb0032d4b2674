"""A trait that cannot be an object is lent to one function for each type (P19)."""

from ferrule.repair.moves.design import open_types
from repair.moves.design.offering import answer

CODEC = """pub trait Codec { fn encode<T: ToString>(&self, value: T) -> String; }
pub struct Plain;
impl Codec for Plain { fn encode<T: ToString>(&self, value: T) -> String { value.to_string() } }
"""


def test_signatures_variables_and_casts_in_two_files() -> None:
    """All parameters are opened together; a variable and a cast keep the type of their value."""
    calls = """use crate::codec::{Codec, Plain};
pub fn one(codec: &dyn Codec) -> String { codec.encode(1) }
pub fn two(codec: &dyn Codec) -> String { one(codec) + &codec.encode("x") }
pub fn run() -> String { let codec: &dyn Codec = &Plain; two(codec) + &one(&Plain as &dyn Codec) }
"""
    answered = answer(open_types, {"lib.rs": "pub mod calls;\npub mod codec;\n", "codec.rs": CODEC, "calls.rs": calls})
    assert answered.compiles
    assert "fn one(codec: &impl Codec)" in answered.files["calls.rs"]
    assert "let codec = &Plain; two(codec) + &one(&Plain)" in answered.files["calls.rs"]


def test_a_field_cannot_be_left_open() -> None:
    """An object that is kept, or in a list, needs another design."""
    assert answer(open_types, CODEC + "pub struct All { all: Vec<Box<dyn Codec>> }\n").offered == 0
    assert answer(open_types, CODEC + "pub fn f(x: &[&dyn Codec]) -> usize { x.len() }\n").offered == 0
