"""Arguments without the comma, or the field that they lack (P05)."""

import pytest

from repair.moves.mending import mend

CLOSURE = """pub struct M { map: Option<Vec<u8>> }
impl M { fn at(&self, k: u8) -> usize { k as usize }
    pub fn get(&self, key: u8) -> u8 {
        self.map
            .as_ref()
            .map_or_else(|| Default::default(), |map| map[self.at(key)])
    }
}
"""
FIELD = """pub struct G<D, T, F: FnMut(&D, &mut T)> { f: F, value: T, data: D }
impl<D, T, F: FnMut(&D, &mut T)> Drop for G<D, T, F> { fn drop(&mut self) {
        (self.f)(&self.data, &mut self.value)
} }
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (CLOSURE, "default(), |map|", "default() |map|"),
        (FIELD, "(&self.data, &mut self.value)", "(&self.data)"),
    ],
    ids=["comma", "fieldtype"],
)
def test_it_is_as_before(text: str, right: str, wrong: str) -> None:
    """To the letter."""
    assert right in text
    assert text == mend(text.replace(right, wrong, 1)).text


def test_a_sum_of_bits() -> None:
    """A name in capitals between two bars is no closure."""
    text = "mod flags { pub const A: u8 = 1; pub const FLAG: u8 = 2; }\npub fn f() { set(flags::A | FLAG | 4); }\n"
    mended = mend(f"{text}fn set(_: u8) {{}}\n")
    assert (
        "A | flags::FLAG | 4" in mended.text
        or "use flags::FLAG" in mended.text
        or "use crate::flags::FLAG" in mended.text
    )
