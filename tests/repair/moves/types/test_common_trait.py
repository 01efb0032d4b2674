"""Lists of boxes with values of several types (P16)."""

from repair.moves.mending import mend

HEAD = """\
pub trait Run { fn run(&self) -> u8; }
pub struct A;
pub struct B;
impl Run for A { fn run(&self) -> u8 { 1 } }
impl Run for B { fn run(&self) -> u8 { 2 } }
"""
USE = "pub fn f() -> u8 { let all = vec![Box::new(A), Box::new(B)]; all.iter().map(|one| one.run()).sum() }\n"


def test_the_trait_of_all() -> None:
    """The list says that it holds whatever has the trait."""
    mended = mend(HEAD + USE)
    assert mended.text == HEAD + USE.replace("let all =", "let all: Vec<Box<dyn Run>> =")
    assert mended.moves == ("common-trait",)


def test_values_without_boxes() -> None:
    """In a list of trait objects all values are boxed at once."""
    use = "pub fn f() -> Vec<Box<dyn Run>> { vec![A, B] }\n"
    mended = mend(HEAD + use)
    assert mended.text == HEAD + use.replace("[A, B]", "[Box::new(A), Box::new(B)]")
    assert mended.moves == ("convert-value",)


def test_two_common_traits() -> None:
    """Where the types have two traits in common, nobody says which one is meant."""
    more = "pub trait Stop {}\nimpl Stop for A {}\nimpl Stop for B {}\n"
    assert "common-trait" not in mend(HEAD + more + USE).moves
