"""A method does not hold on to its receiver for longer than its body needs (P15)."""

from repair.moves.mending import mend


def test_a_receiver_that_is_borrowed_for_ever() -> None:
    """`&'a mut self` lends the value for all its life: one call is the last one."""
    mended = mend("""pub struct Arena<'a> { items: Vec<&'a str> }
impl<'a> Arena<'a> {
    fn add(&'a mut self, item: &'a str) { self.items.push(item); }
}
pub fn run(text: &str) -> usize {
    let mut arena = Arena { items: vec![] };
    arena.add(text);
    arena.add("more");
    arena.items.len()
}
""")
    assert mended.moves == ("loosen-method",)
    assert "fn add(&mut self, item: &'a str)" in mended.text


def test_what_was_borrowed_before() -> None:
    """A word of the text belongs to the text, not to who reads it."""
    mended = mend("""pub struct Reader<'t> { text: &'t str, at: usize }
impl<'t> Reader<'t> {
    fn next(&mut self) -> &str { self.at += 1; &self.text[self.at - 1..self.at] }
}
pub fn two(text: &str) -> usize {
    let mut reader = Reader { text, at: 0 };
    let one = reader.next();
    let other = reader.next();
    one.len() + other.len()
}
""")
    assert "fn next(&mut self) -> &'t str" in mended.text


def test_a_body_that_lends_itself() -> None:
    """What the value owns stays tied to it: the compiler does not take the longer lifetime."""
    mended = mend("""pub struct Store<'t> { own: Vec<String>, more: &'t str }
impl<'t> Store<'t> {
    fn add(&mut self, name: &str) -> &str { self.own.push(name.to_string() + self.more); &self.own[0] }
}
pub fn two(store: &mut Store<'_>) -> usize {
    let one = store.add("a");
    let other = store.add("b");
    one.len() + other.len()
}
""")
    assert "loosen-method" not in mended.moves
