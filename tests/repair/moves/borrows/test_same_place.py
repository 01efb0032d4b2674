"""Two names for one place become one."""

from repair.moves.mending import mend

TWO = """pub struct Entry {
    key: u32,
    value: u32,
}
pub struct Table {
    entries: Vec<Entry>,
    at: usize,
}
impl Table {
    pub fn put(&mut self, key: u32, value: u32) {
        let old = &mut self.entries[self.at];
        old.key += 1;
        let new = &mut self.entries[self.at];
        old.key += key;
        new.value = value;
    }
}
"""


def test_one_name_is_enough() -> None:
    """Both are the same element all the time."""
    mended = mend(TWO)
    assert mended.text == TWO.replace("        let new = &mut self.entries[self.at];\n", "").replace("new.v", "old.v")
    assert mended.moves == ("one-name",)


def test_a_number_that_changes_in_between_leads_elsewhere() -> None:
    """The second element is another one."""
    mended = mend(TWO.replace("old.key += 1;", "old.key += 1;\n        self.at += 1;"))
    assert "one-name" not in mended.moves
    assert mended.faults == ()


def test_two_elements_keep_two_names() -> None:
    """They are two places."""
    mended = mend(TWO.replace("new = &mut self.entries[self.at]", "new = &mut self.entries[self.at + 1]"))
    assert "one-name" not in mended.moves
