"""Missing generic arguments are inferred, or taken from the types at hand."""

from repair.moves.mending import mend


def test_what_can_be_inferred() -> None:
    """In a body the compiler finds the missing argument."""
    head = "fn g<T, U>(_: T, u: U) -> U { u }\n"
    mended = mend(head + "pub fn f() -> u8 { g::<u16>(1, 2) }\n")
    assert mended.text == head + "pub fn f() -> u8 { g::<u16, _>(1, 2) }\n"
    assert mended.compiles


def test_what_cannot_be_inferred() -> None:
    """A parameter that no argument names is of a type that is given already."""
    head = "fn g<T, U>() {}\n"
    assert mend(head + "pub fn f() { g::<u16>() }\n").text == head + "pub fn f() { g::<u16, u16>() }\n"


def test_the_parameter_of_the_item_around() -> None:
    """In an item with the parameter the type is of that."""
    before = "pub struct Node<T> { pub value: T, pub next: Option<Box<Node>> }\n"
    mended = mend(before)
    assert mended.text == before.replace("Box<Node>", "Box<Node<T>>")
    assert mended.moves == ("add-generic-arguments",)


def test_the_impl_is_for_all() -> None:
    """An impl without parameters declares those of its type, with their bounds."""
    before = "pub struct Set<T: Ord> { all: Vec<T> }\nimpl Set { pub fn len(&self) -> usize { self.all.len() } }\n"
    assert mend(before).text == before.replace("impl Set", "impl<T: Ord> Set<T>")


def test_a_type_that_the_impl_needs() -> None:
    """Where the body fits one type only, the impl is not for all."""
    before = "pub struct Set<T> { all: Vec<T> }\nimpl Set { pub fn sum(&self) -> i32 { self.all.iter().sum() } }\n"
    assert "impl Set<i32>" in mend(before).text
