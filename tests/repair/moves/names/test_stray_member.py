"""Members of a trait impl that the trait does not have."""

from repair.moves.mending import mend


def test_moved_to_the_type() -> None:
    """A method with callers of its own becomes one of the type."""
    mended = mend("""pub trait Named { fn name(&self) -> String; }
pub struct Dog;
impl Named for Dog {
    fn name(&self) -> String { String::from("dog") }
    /// How it sounds.
    fn bark(&self) -> u8 { 1 }
}
pub fn f() -> u8 { Dog.bark() }
""")
    assert (
        mended.text
        == """pub trait Named { fn name(&self) -> String; }
pub struct Dog;
impl Named for Dog {
    fn name(&self) -> String { String::from("dog") }
    }

impl Dog {
    /// How it sounds.
    fn bark(&self) -> u8 { 1 }
}
pub fn f() -> u8 { Dog.bark() }
"""
    )


def test_the_name_that_the_trait_asks_for() -> None:
    """A member that is nearly called like a missing one is that one."""
    text = """pub trait Size { fn measured_width(&self) -> u8; }
pub struct A;
impl Size for A { fn {}(&self) -> u8 { 1 } }
"""
    mended = mend(text.replace("{}", "measuredWidth", 1))
    assert mended.text == text.replace("{}", "measured_width", 1)
