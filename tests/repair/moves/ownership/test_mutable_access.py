"""What is changed is reached by the method that lends it for that."""

from repair.moves.mending import mend


def test_an_entry_of_a_map() -> None:
    """`get` becomes `get_mut`, in a pattern and in the place itself."""
    head = "use std::collections::HashMap;\npub fn f(map: &mut HashMap<u8, (u8, u8)>) {\n"
    text = (
        head
        + "    if let Some(pair) = map.get(&1) {\n        pair.0 += 1;\n    }\n    map.get(&2).unwrap().1 = 3;\n}\n"
    )
    mended = mend(text)
    assert mended.text == text.replace(".get(", ".get_mut(")
    assert set(mended.moves) == {"mutable-access"}


def test_the_first_of_a_list_and_an_own_accessor() -> None:
    """The twin of a method is known by its name, in the standard library and in the crate."""
    text = """pub struct Row(Vec<u8>);
impl Row {
    pub fn cell(&self, at: usize) -> &u8 {
        &self.0[at]
    }
    pub fn cell_mut(&mut self, at: usize) -> &mut u8 {
        &mut self.0[at]
    }
    pub fn bump(&mut self) {
        let first = self.0.first().unwrap();
        *first += 1;
        let cell = self.cell(1);
        *cell += 1;
    }
}
"""
    mended = mend(text)
    wanted = text.replace(".first()", ".first_mut()").replace("self.cell(1)", "self.cell_mut(1)")
    assert mended.text == wanted


def test_a_method_without_a_twin() -> None:
    """A key of a map cannot be changed in its place."""
    head = "use std::collections::BTreeMap;\npub fn f(map: &mut BTreeMap<String, u8>) {\n"
    mended = mend(head + "    for key in map.keys() {\n        key.push('!');\n    }\n}\n")
    assert not mended.compiles
