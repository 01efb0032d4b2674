"""A field is lent in the place of the method that gives it."""

from repair.moves.mending import mend

ITEMS = """pub struct Shelf {
    items: Vec<u32>,
    n: u32,
}
impl Shelf {
    fn items_mut(&mut self) -> &mut Vec<u32> {
        &mut self.items
    }
    pub fn go(&mut self) -> u32 {
        let items = self.items_mut();
        items.push(1);
        self.n += 1;
        items.push(self.n);
        self.n
    }
}
"""


def test_the_field_alone_is_lent() -> None:
    """The method does nothing but give the field: its neighbour is free then."""
    mended = mend(ITEMS)
    assert mended.text == ITEMS.replace("= self.items_mut()", "= &mut self.items")
    assert mended.moves == ("lend-the-field",)


def test_a_method_that_does_more_is_called() -> None:
    """The method counts how often it is called: that must go on."""
    mended = mend(ITEMS.replace("        &mut self.items", "        self.n += 1;\n        &mut self.items"))
    assert "lend-the-field" not in mended.moves
    assert mended.faults == ()
