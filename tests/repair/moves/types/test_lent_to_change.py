"""References for reading where something is to be changed (P16)."""

import pytest

from repair.moves.mending import mend

HEAD = """\
pub struct Shelf { pub all: Vec<u32> }
pub fn bump(n: &mut u32) { *n += 1; }
"""
PLACES = (
    ("impl Shelf { pub fn go(&mut self) { for n in @ { bump(n); } } }", "self.all.iter()", "self.all.iter_mut()"),
    ("impl Shelf { pub fn go(&mut self) { for n in @ { bump(n); } } }", "&self.all", "&mut self.all"),
    ("pub fn go(s: &mut Shelf) { if let Some(n) = @ { bump(n); } }", "s.all.get(1)", "s.all.get_mut(1)"),
    ("impl Shelf { pub fn go(&mut self) { bump(@); } }", "&self.all[0]", "&mut self.all[0]"),
    ("pub fn at(s: &mut Shelf) -> Option<()> { let n = @?; bump(n); Some(()) }", "s.all.last()", "s.all.last_mut()"),
    ("fn outer(n: @) { bump(n); }", "&u32", "&mut u32"),
)  # fmt: skip


@pytest.mark.parametrize(("program", "before", "after"), PLACES)
def test_where_it_comes_from(program: str, before: str, after: str) -> None:
    """The place that lends the value lends it to be changed."""
    mended = mend(HEAD + program.replace("@", before) + "\n")
    assert mended.text == HEAD + program.replace("@", after) + "\n"
    assert "lend-to-change" in mended.moves


def test_no_reference_to_the_reference() -> None:
    """What cannot be changed is not lent in a form in which only the reference could be."""
    mended = mend(HEAD + "pub static ONE: u32 = 1;\nfn one() -> &'static u32 { &ONE }\npub fn f() { bump(one()); }\n")
    assert "&mut one()" not in mended.text
