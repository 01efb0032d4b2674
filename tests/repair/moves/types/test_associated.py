"""Associated types and what is asked of them are brought together."""

from repair.moves.mending import mend

SUM = "fn sum(v: impl Iterator<Item = u8>) -> u8 { v.sum() }\n"


def test_items_are_copied() -> None:
    """Borrowed numbers are copied for who wants numbers."""
    mended = mend(SUM + "pub fn f(v: &[u8]) -> u8 { sum(v.iter()) }\n")
    assert mended.text == SUM + "pub fn f(v: &[u8]) -> u8 { sum(v.iter().copied()) }\n"
    assert mended.moves == ("agree-on-associated-type",)


def test_the_impl_says_what_is_true() -> None:
    """`Item` is what the iterator yields."""
    before = (
        "pub struct A(Vec<u8>);\nimpl IntoIterator for A { type Item = u16; type IntoIter = std::vec::IntoIter<u8>;\n"
        "    fn into_iter(self) -> Self::IntoIter { self.0.into_iter() } }\n"
    )
    assert mend(before).text == before.replace("Item = u16", "Item = u8")


def test_parameters_of_an_impl_stay() -> None:
    """An associated type that stands for many types is not fixed to one."""
    head = "pub trait Is { type T; }\nimpl<U> Is for U { type T = U; }\n"
    mended = mend(head + "fn want<X: Is<T = u8>>(_: X) {}\npub fn f() { want(1_u16) }\n")
    assert "type T = U" in mended.text


def test_items_in_a_box() -> None:
    """The iterator inside of a box is the one that is adapted."""
    before = "pub fn f(v: &[u8]) -> Box<dyn Iterator<Item = u8> + '_> { Box::new(v.iter()) }\n"
    assert mend(before).text == before.replace("v.iter()", "v.iter().copied()")


def test_what_a_closure_gives() -> None:
    """The value that a closure gives is converted in it."""
    before = "pub fn f(v: Vec<u8>) -> Box<dyn Iterator<Item = u64>> { Box::new(v.into_iter().map(|n| n)) }\n"
    assert mend(before).text == before.replace("|n| n", "|n| u64::from(n)")
