"""A foreign type is shown through a type of the crate (P19)."""

from ferrule.repair.moves.design import newtype_uses
from repair.moves.design.offering import answer

IMPL = """use std::fmt;
impl fmt::Display for Vec<String> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "[{}]", self.join(", ")) }
}
"""


def test_values_and_references_that_are_shown() -> None:
    """What is shown is wrapped, by the type that the compiler tells; what is not of the type stays."""
    uses = """pub fn list(names: &Vec<String>, n: u32) -> String { format!("{} {}", n, names) }
pub fn run(more: &str) -> String {
    let names = vec![String::from("a")];
    println!("{} {}", names.len(), names);
    names.to_string() + &list(&names, 3) + &more.to_string()
}
"""
    answered = answer(newtype_uses, IMPL + uses)
    assert "struct ShownVec<'a>(&'a Vec<String>);\n\nimpl fmt::Display for ShownVec<'_> {" in answered.text
    assert 'write!(f, "[{}]", self.0.join(", "))' in answered.text
    assert 'format!("{} {}", n, ShownVec(names))' in answered.text
    assert 'println!("{} {}", names.len(), ShownVec(&names));' in answered.text
    assert "ShownVec(&names).to_string() + &list(&names, 3) + &more.to_string()" in answered.text


def test_a_module_of_its_own() -> None:
    """The impl and what it shows lie in one file of several."""
    show = IMPL + 'pub fn show(names: &Vec<String>) -> String { format!("{}", names) }\n'
    answered = answer(newtype_uses, {"lib.rs": "pub mod show;\n", "show.rs": show})
    assert 'format!("{}", ShownVec(names))' in answered.files["show.rs"]


def test_what_is_not_shown() -> None:
    """Without a use, and for a trait that does more than show, there is nothing to go by."""
    assert answer(newtype_uses, IMPL).offered == 0
    add = "impl std::ops::Add for Vec<u8> { type Output = u8; fn add(self, _: Vec<u8>) -> u8 { 1 } }\n"
    assert answer(newtype_uses, add + "pub fn f(a: Vec<u8>, b: Vec<u8>) -> u8 { a + b }\n").offered == 0
