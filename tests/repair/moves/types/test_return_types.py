"""A function without a return type gets the one of its trait, or of its values."""

from repair.moves.mending import mend


def test_the_type_of_the_trait() -> None:
    """The trait says what its methods return."""
    head = "pub trait Twice { type Out; fn twice(&self) -> Option<Self::Out>; }\n"
    impl = "impl Twice for u8 { type Out = u8; fn twice(&self) { self.checked_mul(2) } }\n"
    mended = mend(head + impl)
    assert mended.text == head + impl.replace("fn twice(&self) {", "fn twice(&self) -> Option<Self::Out> {")
    assert mended.moves == ("add-return-type",)


def test_values_that_complete_each_other() -> None:
    """One value names the good case, the other one the error."""
    before = "pub fn f(n: u8) { if n > 9 { return Err(String::new()); } Ok(n) }\n"
    mended = mend(before)
    assert mended.text == before.replace("f(n: u8) {", "f(n: u8) -> Result<u8, String> {")


def test_a_constructor() -> None:
    """In an impl the own type is `Self`."""
    before = "pub struct A<T>(Vec<T>);\nimpl<T> A<T> { pub fn new() { A(Vec::new()) } }\n"
    assert mend(before).text == before.replace("new() {", "new() -> Self {")


def test_a_statement_stays_one() -> None:
    """A function that has a return type keeps it."""
    mended = mend("pub fn f(v: &mut Vec<u8>) -> u8 { v.pop() }\n")
    assert "-> u8" in mended.text or not mended.compiles
    assert "add-return-type" not in mended.moves


def test_a_value_is_not_dropped() -> None:
    """Where the answers of a `match` are all that a body has, a `;` behind them would leave nothing."""
    text = """pub struct Map(Vec<Option<u8>>);
impl Map {
    pub fn get(&self, at: usize) {
        match self.0.get(at) {
            Some(Some(n)) => Ok(Some(*n)),
            Some(None) => Ok(None),
            None => Err(format!("no {at}")),
        }
    }
}
"""
    mended = mend(text)
    assert mended.text == text.replace("at: usize) {", "at: usize) -> Result<Option<u8>, String> {")
    assert mended.moves == ("add-return-type",)


def test_what_is_changed_gives_nothing() -> None:
    """A call that changes `self` stays a statement where the function gives nothing."""
    text = "pub struct Map(Vec<u8>);\nimpl Map { pub fn drop_last(&mut self) { self.0.pop() } }\n"
    assert "self.0.pop();" in mend(text).text
