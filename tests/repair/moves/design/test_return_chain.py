"""What is made on the way is given as a value, through all functions that hand it on (P15)."""

from ferrule.repair.moves.design import return_chain
from repair.moves.design.offering import answer

CLEAN = """pub(crate) fn clean(text: &str) -> &str { let made = text.replace('-', "_"); made.as_str() }
pub(crate) fn name(text: &str) -> &str { if text.is_empty() { "none" } else { clean(text) } }
"""
CALLS = """use crate::names::{clean, name};
fn title(text: &str) -> &str { name(text) }
fn count(text: &str) -> usize { text.len() }
pub fn run() -> usize {
    let title = title("a-b");
    count(title) + count(clean("x")) + match name("c") { "none" => 0, other => other.len() }
}
"""


def test_three_functions_in_two_files() -> None:
    """Each link gives a text of its own, and the callers lend it where a reference is wanted."""
    answered = answer(return_chain, {"lib.rs": "pub mod calls;\nmod names;\n", "names.rs": CLEAN, "calls.rs": CALLS})
    assert answered.compiles
    assert answered.costs == ()
    assert "fn clean(text: &str) -> String { let made = text.replace('-', \"_\"); made }" in answered.files["names.rs"]
    assert 'if text.is_empty() { "none".to_string() } else { clean(text) }' in answered.files["names.rs"]
    assert "fn title(text: &str) -> String { name(text) }" in answered.files["calls.rs"]
    assert 'count(&title) + count(&clean("x")) + match name("c").as_str()' in answered.files["calls.rs"]


def test_methods() -> None:
    """A method that calls another one is a link as well."""
    answered = answer(
        return_chain,
        """pub struct Store { items: Vec<String> }
impl Store {
    fn label(&self, id: usize) -> &str { let found = self.items[id].to_uppercase(); &found }
    pub fn full(&self, id: usize) -> &str { if id == 0 { "none" } else { self.label(id) } }
}
""",
    )
    assert "fn label(&self, id: usize) -> String { let found = self.items[id].to_uppercase(); found }" in answered.text
    assert 'pub fn full(&self, id: usize) -> String { if id == 0 { "none".to_string() }' in answered.text


def test_what_a_trait_says_stays() -> None:
    """The type that a trait gives a method is not for one impl to change; `&mut` is no value."""
    trait = "pub trait Named { fn name(&self) -> &str; }\npub struct A;\nimpl Named for A {\n"
    answered = answer(return_chain, trait + "    fn name(&self) -> &str { let n = String::new(); &n }\n}\n")
    assert answered.offered == 0
    answered = answer(return_chain, "pub fn f(_: &mut u8) -> &mut Vec<u8> { let mut n = vec![]; &mut n }\n")
    assert answered.offered == 0


def test_two_functions_of_one_name() -> None:
    """Where a name means several functions, no call can be told from another."""
    answered = answer(
        return_chain,
        """pub mod a { pub fn f(_: &str) -> &str { let made = String::new(); &made } }
pub mod b { pub fn f(x: &str) -> &str { x } }
""",
    )
    assert answered.offered == 0
