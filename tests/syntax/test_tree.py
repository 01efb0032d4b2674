"""Rust text as trees and tokens."""

import threading

import pytest

from ferrule.syntax.tree import (
    Place,
    doc_comments,
    enclosing_item,
    enclosing_statement,
    faults,
    parse,
    smallest_named,
    syntax_filter,
    tokens,
)

GOOD = b'/// Adds.\nfn add(a: u8) -> u8 {\n    // why\n    let s = "x\\n{}"; /* b */\n    a + 1\n}\n'


def place(found: Place | None, source: bytes = GOOD) -> tuple[str, bytes, int, int]:
    """Give a place as its kind, its text and its lines."""
    assert found is not None
    return found.kind, source[found.start : found.end], found.line, found.end_line


def test_tokens_have_no_comments() -> None:
    """Comments vanish, a literal is one token, and lines and offsets are those of the text."""
    found = tokens(GOOD)

    words = 'fn add ( a : u8 ) -> u8 { let s = "x\\n{}" ; a + 1 }'
    assert words == " ".join(token.text.decode() for token in found)
    assert [2, 6] == [found[0].line, found[-1].line]
    assert all(GOOD[token.start : token.end] == token.text for token in found)


def test_doc_comments_are_apart() -> None:
    """Only what rustdoc shows is a doc comment."""
    assert [b"/// Adds.\n"] == [token.text for token in doc_comments(GOOD)]


@pytest.mark.parametrize(
    ("source", "count"), [(GOOD, 0), (b"fn f( {}", 1), (b"fn f() { g(1 }", 1), (b"", 0), (b"\xff\xfe\x00", 1)]
)
def test_faults(source: bytes, count: int) -> None:
    """Broken places are counted, whatever the bytes are."""
    assert count == faults(source)


@pytest.mark.parametrize(
    ("before", "after", "worth"),
    [
        (b"fn f() {}", b"fn f() { g() }", True),
        (b"fn f() {}", b"fn f() { g( }", False),
        (b"fn f( {}", b"fn f() {}", True),
        (b"fn f( {} fn g( {}", b"fn f() {} fn g( {}", True),
        (b"fn f( {}", b"fn f( {} fn g( {}", False),
    ],
)
def test_syntax_filter(before: bytes, after: bytes, worth: bool) -> None:
    """A candidate may have faults only where there were as many before."""
    assert worth is syntax_filter(before, after)


def test_places() -> None:
    """A byte range is found as a node, as a statement and as an item."""
    tree, at = parse(GOOD), GOOD.index(b"a + 1")

    assert ("identifier", b"a", 5, 5) == place(smallest_named(tree, at, at + 1))
    assert ("binary_expression", b"a + 1", 5, 5) == place(enclosing_statement(tree, at, at + 1))
    assert ("function_item", GOOD[GOOD.index(b"fn") : -1], 2, 6) == place(enclosing_item(tree, at, at + 1))


def test_no_place() -> None:
    """Outside of the text, of a body and of an item there is nothing to find."""
    tree = parse(GOOD)

    assert smallest_named(tree, 0, len(GOOD) + 1) is None
    assert enclosing_statement(tree, GOOD.index(b"add"), GOOD.index(b"add") + 1) is None
    assert enclosing_item(tree, 0, 3) is None


def test_threads_have_their_own_parser() -> None:
    """Trees made at the same time are those of their own texts."""
    found: dict[int, int] = {}

    def count(number: int) -> None:
        found[number] = len(tokens(b"fn f() {}" * number))

    threads = [threading.Thread(target=count, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {number: 6 * number for number in range(1, 9)} == found
