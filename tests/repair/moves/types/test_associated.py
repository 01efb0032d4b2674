"""Associated types and what is asked of them are brought together."""

import pytest

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


@pytest.mark.parametrize(
    ("head", "value", "call"),
    [
        ("f<'a>(t: &'a str) -> impl Iterator<Item = String> + 'a", "t.split(' ')", ".map(String::from)"),
        ("f(v: Vec<u32>) -> impl Iterator<Item = u64>", "v.into_iter().filter(|n| *n > 2)", ".map(u64::from)"),
        ("f(v: Vec<u8>) -> impl Iterator<Item = Option<u8>>", "v.into_iter()", ".map(Some)"),
    ],
)
def test_items_that_a_public_function_promises(head: str, value: str, call: str) -> None:
    """They are converted one by one; what the function promises stays as it is."""
    mended = mend(f"pub fn {head} {{ {value} }}\n")
    assert mended.text == f"pub fn {head} {{ {value}{call} }}\n"
    assert mended.costs == ()


def test_items_of_a_box() -> None:
    """So are those inside of a box."""
    before = "pub fn f(v: Vec<&'static str>) -> Box<dyn Iterator<Item = String>> { Box::new(v.into_iter()) }\n"
    assert mend(before).text == before.replace("into_iter()", "into_iter().map(String::from)")


def test_items_that_would_lose_something() -> None:
    """A number is not cut off, and a failure is not left out."""
    for items, wanted in (("u64", "u8"), ("Option<u8>", "u8")):
        mended = mend(f"pub fn f(v: Vec<{items}>) -> impl Iterator<Item = {wanted}> {{ v.into_iter() }}\n")
        assert ".map(" not in mended.text


def test_several_functions_that_promise_the_same() -> None:
    """Two wrong iterators do not outvote what two public functions promise."""
    one = "pub fn %s<'a>(t: &'a str) -> impl Iterator<Item = String> + 'a { t.split(' ')%s }\n"
    before, after = (
        one % ("f", "") + one % ("g", ""),
        one % ("f", ".map(String::from)") + one % ("g", ".map(String::from)"),
    )
    mended = mend(before)
    assert mended.text == after
    assert mended.costs == ()
