"""A signature names the lifetimes that its body needs (P15)."""

from repair.moves.mending import mend


def test_an_impl_for_any_lifetime_that_stores() -> None:
    """What is stored has the lifetime of the type, so the impl has to name it."""
    mended = mend("""pub struct Parser<'a> { rest: &'a str }
impl Parser<'_> {
    pub fn new(text: &str) -> Self { Parser { rest: text } }
    pub fn rest(&self) -> &str { self.rest }
}
""")
    assert mended.moves == ("name-lifetime",)
    assert "impl<'a> Parser<'a> {\n    pub fn new(text: &'a str) -> Self" in mended.text


def test_the_lifetimes_of_the_trait() -> None:
    """An iterator over borrowed data gives what it has borrowed, not a part of itself."""
    mended = mend("""pub struct Items<'a> { all: &'a [u8], at: usize }
impl<'a> Iterator for Items<'a> {
    type Item = &'a u8;
    fn next(&mut self) -> Option<&u8> { self.at += 1; self.all.get(self.at - 1) }
}
""")
    assert mended.moves == ("name-lifetime",)
    assert "fn next(&mut self) -> Option<&'a u8>" in mended.text


def test_a_part_of_the_receiver() -> None:
    """What belongs to `self` is lent with `self`."""
    mended = mend("""pub struct Page<'a> { title: &'a str, body: String }
impl<'a> Page<'a> {
    pub fn body(&self) -> &'a str { &self.body }
    pub fn title(&self) -> &'a str { self.title }
}
""")
    assert "pub fn body(&self) -> &str { &self.body }\n    pub fn title(&self) -> &'a str" in mended.text


def test_less_than_static() -> None:
    """What is handed in and given back lives as long as what was handed in."""
    mended = mend("pub fn f<'x>(x: &'x str) -> &'static str { x }\n")
    assert mended.text == "pub fn f<'x>(x: &'x str) -> &'x str { x }\n"


def test_the_only_lifetime_of_an_associated_type() -> None:
    """A reference in it has the lifetime that it declares."""
    mended = mend("pub trait T { type F<'a>; }\nimpl T for u8 { type F<'a> = &[u8]; }\n")
    assert "type F<'a> = &'a [u8];" in mended.text


def test_a_missing_item_is_no_matter_of_lifetimes() -> None:
    """Other errors without a code, such as those of syntax, are left alone."""
    mended = mend("pub fn f(x: &str) -> &str { x \n")
    assert "name-lifetime" not in mended.moves


def test_what_is_kept_for_ever() -> None:
    """A private function may ask for it where its callers can give it."""
    mended = mend("""trait Kept {}
impl Kept for &'static str {}
fn keep<T: Kept + 'static>(_: T) {}
fn name(text: &str) { keep(text); }
pub fn run() { name("a"); }
""")
    assert "fn name(text: &'static str)" in mended.text


def test_what_is_changed_is_not_kept() -> None:
    """Nobody is asked for what can be changed for ever."""
    mended = mend("trait Kept {}\nimpl Kept for &'static mut u8 {}\nfn keep<T: Kept>(_: T) {}\n"
                  "fn name(n: &mut u8) { keep(n); }\npub fn run(n: &mut u8) { name(n); }\n")  # fmt: skip
    assert not mended.compiles


def test_an_associated_type_has_the_lifetime_of_its_impl() -> None:
    """A reference in a type that takes no lifetime has the only one that the impl declares."""
    mended = mend("""pub struct Items<'a> { all: std::slice::Iter<'a, u8> }
impl<'a> Iterator for Items<'a> {
    type Item = (usize, &u8);
    fn next(&mut self) -> Option<Self::Item> { self.all.next().map(|one| (1, one)) }
}
""")
    assert mended.moves == ("name-lifetime",)
    assert "type Item = (usize, &'a u8);" in mended.text


def test_two_lifetimes_of_an_impl() -> None:
    """Where the impl declares several, none is guessed."""
    mended = mend("""pub struct Two<'a, 'b>(&'a u8, &'b u8);
impl<'a, 'b> Iterator for Two<'a, 'b> { type Item = &u8; fn next(&mut self) -> Option<Self::Item> { None } }
""")
    assert not mended.compiles
    assert "name-lifetime" not in mended.moves


def test_the_head_of_an_impl_names_what_its_method_takes() -> None:
    """A lifetime that the impl declares and does not use belongs to the only open reference of its head."""
    mended = mend("""pub struct Name(String);
impl<'a> From<&str> for Name { fn from(text: &'a str) -> Self { Name(text.to_string()) } }
""")
    assert mended.moves == ("name-lifetime",)
    assert "impl<'a> From<&'a str> for Name" in mended.text
