"""What has to outlive something else says so (P15)."""

from repair.moves.mending import mend


def test_of_a_function() -> None:
    """The bound that the compiler only speaks of is written."""
    mended = mend("pub fn set<'a, 'b>(x: &mut &'a str, y: &'b str) { *x = y; }\n")
    assert mended.text == "pub fn set<'a, 'b: 'a>(x: &mut &'a str, y: &'b str) { *x = y; }\n"
    assert mended.moves == ("outlive",)


def test_of_a_struct() -> None:
    """A trait that outlives its lifetime asks the same of its object."""
    mended = mend("pub trait Named<'n>: 'n {}\npub struct Wrap<'x, 'y> { item: Box<dyn Named<'x> + 'y> }\n")
    assert "pub struct Wrap<'x, 'y: 'x> {" in mended.text


def test_of_an_impl() -> None:
    """A reference to what is borrowed lives no longer than that."""
    mended = mend("""pub struct In<'b>(&'b u8);
pub trait Get<'a, 'b> { type Out; }
impl<'a, 'b> Get<'a, 'b> for u8 { type Out = &'a In<'b>; }
""")
    assert "impl<'a, 'b: 'a> Get<'a, 'b> for u8" in mended.text


def test_a_method_of_a_trait_keeps_its_bounds() -> None:
    """An impl cannot ask for more than its trait."""
    mended = mend("""pub trait Set { fn set<'a, 'b>(x: &mut &'a u8, y: &'b u8); }
impl Set for u8 { fn set<'a, 'b>(x: &mut &'a u8, y: &'b u8) { *x = y; } }
""")
    assert "outlive" not in mended.moves
