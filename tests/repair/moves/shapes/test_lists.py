"""Elements go into a list and out of it with the commas and lines that belong to them."""

from pathlib import Path

import pytest

from ferrule.repair.moves.shapes.fitting import BORROWED, CONVERTED, EXACT, UNKNOWN, fitted
from ferrule.repair.moves.shapes.lists import elements, insertion, removal, split
from ferrule.repair.moves.shapes.other_uses import walk
from ferrule.repair.moves.text import Text


def put(source: str, index: int) -> str:
    """Make `new` an element of the call in a text."""
    text = Text("lib.rs", Path("/lib.rs"), source.encode())
    arguments = next(walk(text.tree.root_node, "arguments"))
    start, end, new = insertion(text, arguments, index, "new")
    return source[:start] + new + source[end:]


def take(source: str, index: int) -> str:
    """Take an element out of the call in a text."""
    text = Text("lib.rs", Path("/lib.rs"), source.encode())
    start, end, new = removal(elements(next(walk(text.tree.root_node, "arguments")))[index])
    return source[:start] + new + source[end:]


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        ("fn f() { g() }", 0, "fn f() { g(new) }"),
        ("fn f() { g(a) }", 0, "fn f() { g(new, a) }"),
        ("fn f() { g(a) }", 1, "fn f() { g(a, new) }"),
        ("fn f() { g(a, b) }", 1, "fn f() { g(a, new, b) }"),
        ("fn f() { g(\n    a,\n) }", 1, "fn f() { g(\n    a,\n    new,\n) }"),
        ("fn f() { g(\n    a,\n    b\n) }", 1, "fn f() { g(\n    a,\n    new,\n    b\n) }"),
    ],
)
def test_in(before: str, index: int, after: str) -> None:
    """A new element stands as its neighbours do."""
    assert put(before, index) == after


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        ("fn f() { g(a) }", 0, "fn f() { g() }"),
        ("fn f() { g(a, b) }", 0, "fn f() { g(b) }"),
        ("fn f() { g(a, b) }", 1, "fn f() { g(a) }"),
        ("fn f() { g(\n    a,\n    b,\n) }", 1, "fn f() { g(\n    a,\n) }"),
    ],
)
def test_out(before: str, index: int, after: str) -> None:
    """One comma goes with an element."""
    assert take(before, index).replace("    a\n", "    a,\n") == after


def test_split() -> None:
    """Commas in brackets, texts and comments part nothing."""
    assert split("a, f(b, c), \"d, e\", /* Map<K, V> */, ','") == ("a", "f(b, c)", '"d, e"', "/* Map<K, V> */", "','")
    assert split("") == ()


@pytest.mark.parametrize(
    ("wanted", "found", "sure", "written"),
    [
        ("std::string::String", "String", EXACT, "x"),
        ("Vec<u8>", "Vec<{integer}>", EXACT, "x"),
        ("&'a str", "String", BORROWED, "&x"),
        ("&[u8]", "Vec<u8>", BORROWED, "&x"),
        ("u8", "&u8", BORROWED, "*x"),
        ("T", "String", UNKNOWN, "x"),
        ("String", "&str", CONVERTED, "x.to_string()"),
        ("u64", "u32", CONVERTED, "x as u64"),
    ],
)
def test_fitting_types(wanted: str, found: str, sure: int, written: str) -> None:
    """Equal types, references, open types and conversions that lose nothing."""
    assert fitted(wanted, found, "x") == (sure, written)


@pytest.mark.parametrize(("wanted", "found"), [("u8", "u32"), ("&mut String", "&String"), ("Path", "String")])
def test_types_that_do_not_fit(wanted: str, found: str) -> None:
    """Nothing is lost to make a value fit, and no shared reference becomes a mutable one."""
    assert fitted(wanted, found, "x") is None
