"""Two imports of one name: each use keeps the one that it meant."""

import pytest

from repair.moves.mending import mend

TWO = """use std::fmt::Result;
use std::io::Result;
pub fn show(f: &mut std::fmt::Formatter) -> Result {
    write!(f, "x")
}
pub fn read() -> Result<u8> {
    Ok(1)
}
"""
MODULES = "mod a { pub fn go(x: u8) -> u8 { x } }\nmod b { pub fn go() -> u8 { 2 } }\nuse b::go;\nuse a::go;\n"


def test_a_use_that_the_first_one_does_not_fit() -> None:
    """The second import gets a name, and the use that only it fits is called so."""
    mended = mend(TWO)
    wanted = TWO.replace("io::Result;", "io::Result as IoResult;").replace("Result<u8>", "IoResult<u8>")
    assert mended.text == wanted
    assert mended.moves == ("name-second-import",)


def test_one_of_a_list_of_imports() -> None:
    """The name is that of the module, wherever the list writes it."""
    mended = mend(TWO.replace("use std::fmt::Result;\nuse std::io::Result;", "use std::{fmt::Result, io::{Result}};"))
    assert "io::{Result as IoResult}" in mended.text
    assert "-> IoResult<u8>" in mended.text


def test_arguments_tell_functions_apart() -> None:
    """A call that the first function cannot take is one of the second."""
    mended = mend(MODULES + "pub fn f() -> u8 { go() + go(3) }\n")
    assert mended.text == MODULES.replace("a::go;", "a::go as a_go;") + "pub fn f() -> u8 { go() + a_go(3) }\n"


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_uses_that_both_fit(order: tuple[str, str]) -> None:
    """Nobody can tell which of two equal functions is meant."""
    head = "mod a { pub fn go() -> u8 { 1 } }\nmod b { pub fn go() -> u8 { 2 } }\n"
    text = head + "".join(f"use {one}::go;\n" for one in order) + "pub fn f() -> u8 { go() }\n"
    mended = mend(text)
    assert mended.text == text
    assert not mended.compiles


def test_traits_that_nobody_names() -> None:
    """Methods are found whatever their traits are called: the compiler's own name does."""
    mended = mend("""use std::fmt::Write;
use std::io::Write;
pub fn f(s: &mut String, mut out: impl std::io::Write) {
    write!(s, "x").unwrap();
    out.write_all(s.as_bytes()).unwrap();
}
""")
    assert mended.compiles
    assert mended.moves == ("suggestion",)
