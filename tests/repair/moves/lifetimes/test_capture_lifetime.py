"""What is given back is tied to all that it holds on to (P15)."""

from repair.moves.mending import mend


def test_an_argument_that_an_iterator_keeps() -> None:
    """It gets the lifetime of what is run over."""
    mended = mend("""pub fn over<'a>(v: &'a [u32], min: &u32) -> impl Iterator<Item = &'a u32> {
    v.iter().filter(move |x| *x > min)
}
""")
    assert mended.moves == ("capture-lifetime",)
    assert "min: &'a u32) -> impl Iterator<Item = &'a u32> {" in mended.text


def test_a_part_of_either() -> None:
    """The compiler's own edit names the argument alone; a part of `self` is given back, too."""
    mended = mend("""pub struct View<'a> { text: &'a str }
pub struct Doc { text: String }
impl Doc {
    pub fn view(&self, other: &str) -> View {
        if other.is_empty() { View { text: &self.text } } else { View { text: other } }
    }
}
""")
    assert "pub fn view<'a>(&'a self, other: &'a str) -> View<'a> {" in mended.text


def test_the_argument_alone() -> None:
    """Where `self` gives nothing, it stays free."""
    mended = mend("pub struct S;\nimpl S {\n    pub fn f(&self, y: &str) -> &str { y }\n}\n")
    assert "pub fn f<'a>(&self, y: &'a str) -> &'a str { y }" in mended.text
