"""A value is computed before its place in the map is lent."""

from repair.moves.mending import mend

MEMO = """use std::collections::HashMap;
pub struct Memo {
    seen: HashMap<u64, u64>,
}
impl Memo {
    pub fn of(&mut self, n: u64) -> u64 {
        if n < 2 {
            return n;
        }
        *self.seen.entry(n).or_insert_with(|| self.of(n - 1) + self.of(n - 2))
    }
}
"""
NAMES = """use std::collections::HashMap;
pub struct Names {
    ids: HashMap<String, u32>,
    next: u32,
}
impl Names {
    fn fresh(&mut self) -> u32 {
        self.next += 1;
        self.next
    }
    pub fn id(&mut self, name: &str) -> u32 {
        *self.ids.entry(name.to_string()).or_insert_with(|| self.fresh())
    }
}
"""


def test_it_is_computed_and_then_put_in() -> None:
    """What is computed may fill the map itself."""
    mended = mend(MEMO)
    assert mended.moves == ("compute-then-insert",)
    assert (
        "if !self.seen.contains_key(&n) {\n            let computed = self.of(n - 1) + self.of(n - 2);" in mended.text
    )
    assert "self.seen.insert(n, computed);" in mended.text
    assert "*self.seen.get_mut(&n).unwrap()\n" in mended.text


def test_a_key_is_made_only_to_be_put_in() -> None:
    """What the key is made of is enough to ask for it."""
    mended = mend(NAMES)
    assert "contains_key(name)" in mended.text
    assert "insert(name.to_string(), computed)" in mended.text


def test_a_key_that_is_asked_for_with_effects_stays() -> None:
    """Asking twice for the key would give two keys."""
    mended = mend(NAMES.replace("entry(name.to_string())", 'entry(format!("{}", self.fresh()))'))
    assert "compute-then-insert" not in mended.moves
    assert mended.faults == ()


def test_on_some_ways_only_nothing_is_put_before() -> None:
    """The entry is made on one way only."""
    text = MEMO.replace("        *self.seen", "        n > 9 && 1 == *self.seen").replace(
        "-> u64 {\n        if", "-> bool {\n        if"
    )
    mended = mend(text.replace("return n;", "return true;"))
    assert "compute-then-insert" not in mended.moves


def test_an_option_is_filled_the_same_way() -> None:
    """It is computed only where there is nothing yet."""
    crate = """pub struct Late {
    value: Option<u64>,
    from: u64,
}
impl Late {
    fn make(&mut self) -> u64 {
        self.from += 1;
        self.from
    }
    pub fn get(&mut self) -> u64 {
        *self.value.get_or_insert_with(|| self.make())
    }
}
"""
    mended = mend(crate)
    assert "if self.value.is_none() {\n            let computed = self.make();" in mended.text
    assert "*self.value.as_mut().unwrap()\n" in mended.text
