"""Types are read from the compiler's words, compared, and put in the place of others."""

import pytest

from ferrule.repair.moves.types.typewords import read_type, same, spoken, transplanted

PARTS: tuple[tuple[str, str, list[str]], ...] = (
    ("&'a mut [u8; 4]", "&mut", ["[u8; 4]"]),
    ("std::vec::Vec<a::B<C>, D>", "Vec", ["a::B<C>", "D"]),
    ("(u8, Vec<(u8, char)>)", "()", ["u8", "Vec<(u8, char)>"]),
    ("[u8; 4]", "[;]", ["u8"]),
    ("*const T", "*const", ["T"]),
    ("fn(u8) -> Vec<u8>", "fn(u8) -> Vec<u8>", []),
    ("<T as A>::B", "<T as A>::B", []),
    ("Iter<'_, T>", "Iter", ["T"]),
    ("&", "&", [""]),
    ("Vec<", "Vec<", []),
    ("", "", []),
)


@pytest.mark.parametrize(("text", "head", "args"), PARTS)
def test_parts(text: str, head: str, args: list[str]) -> None:
    """Each form gives its head and its arguments; broken ones are their own head."""
    found = read_type(text)
    assert (found.head, [arg.text for arg in found.args]) == (head, args)


def test_same() -> None:
    """Paths and lifetimes do not tell types apart, open numbers fit their kind only."""
    assert same(read_type("&'a std::string::String"), read_type("&String"))
    assert same(read_type("Vec<_>"), read_type("Vec<u8>"))
    assert same(read_type("{integer}"), read_type("u8"))
    assert not same(read_type("{float}"), read_type("u8"))
    assert not same(read_type("Vec<u8>"), read_type("Vec<char>"))


def test_transplanted() -> None:
    """Only what differs is replaced; what cannot be written is nothing."""
    assert transplanted("&'a Vec<char>", read_type("&Vec<char>"), read_type("&Vec<u8>")) == "&'a Vec<u8>"
    assert transplanted("u8", read_type("u8"), read_type("{closure@a.rs:1:2: 1:3}")) == ""
    assert spoken("std::vec::Vec<{integer}>") == "Vec<i32>"
