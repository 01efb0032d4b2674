"""The text of a test, what only tests use, and all the rest of a Rust file; comments and layout do not count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.syntax.items import text_of
from ferrule.syntax.tree import parse, tokens

_TEST: Final = re.compile(r"(?:\w+::)*(?:test|rstest|test_case|bench|quickcheck|proptest)\b")
_TEST_ONLY: Final = re.compile(r"cfg\((?!.*\bnot\b).*\btest\b")
_BESIDE: Final = frozenset({"line_comment", "block_comment"})
_EXAMPLE_LINE: Final = re.compile(r"\s*(?:///|//!|\*|#!?\[doc)?")


@dataclass(frozen=True, slots=True)
class Split:
    """One Rust file in three parts, each as its words in order."""

    source: tuple[bytes, ...]
    """What is compiled without tests, too."""
    shared: tuple[bytes, ...]
    """What only tests use, without the tests."""
    test: tuple[bytes, ...] | None
    """The test itself; None where it is not in this file."""
    modules: int = 0
    """How many modules around the test are in this file."""


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    path: tuple[str, ...]
    is_test: bool


def split(content: bytes, path: tuple[str, ...], *, only_tests: bool) -> Split:
    """Give the parts of a file.

    Args:
        content: of the file.
        path: the modules and the name of the test, such as `("tests", "adds")`; empty where every test counts.
        only_tests: all of the file is part of a test program.
    """
    parts = tuple(_parts(parse(content).root_node, (), inside=only_tests))
    tests = [part for part in parts if part.is_test]
    mine = _named(tests, path) or _named(tests, path[:-1])  # the case of a test has a name below the test's
    source, shared, test = list[bytes](), list[bytes](), list[bytes]()
    for token in tokens(content):
        around = [part for part in parts if part.start <= token.start < part.end]
        if mine in around:
            test.append(token.text)
        elif not path or not any(part.is_test for part in around):
            (shared if around or only_tests else source).append(token.text)
    found = tuple(test) if mine is not None else None
    return Split(tuple(source), tuple(shared), found, len(mine.path) - 1 if mine else 0)


def _named(tests: list[_Part], path: tuple[str, ...]) -> _Part | None:
    fitting = [part for part in tests if path[-len(part.path) :] == part.path]
    return max(fitting, key=lambda part: len(part.path), default=None)


def example(content: bytes, line: int) -> str:
    """Give the text of the documentation example that begins at a line, from 1; empty where none does."""
    rows = [_EXAMPLE_LINE.sub("", row, count=1).strip() for row in content.decode("utf-8", "replace").split("\n")]
    block = rows[line - 1 :]
    if not block or not block[0].startswith("```"):
        return ""
    end = next((at for at, row in enumerate(block[1:], 1) if row.startswith("```")), len(block))
    return "\n".join(block[: end + 1])


def has_example(content: bytes, text: str) -> bool:
    """Give whether a file holds this documentation example, on whatever line."""
    return any(example(content, line) == text for line in range(1, content.count(b"\n") + 2))


def _parts(node: Node, modules: tuple[str, ...], *, inside: bool) -> Iterator[_Part]:
    """Yield the tests below a node, and what only tests use, each with its attributes."""
    start, words = None, list[str]()
    for child in node.named_children:
        if child.type == "attribute_item":
            start = child.start_byte if start is None else start
            words.append(text_of(child).removeprefix("#[").strip())
            continue
        if child.type in _BESIDE:
            continue
        first = child.start_byte if start is None else start
        name = text_of(child.child_by_field_name("name"))
        only = inside or any(_TEST_ONLY.match(word) for word in words)
        is_test = child.type == "function_item" and any(_TEST.match(word) for word in words)
        if is_test or (only and not inside):
            yield _Part(first, child.end_byte, (*modules, name), is_test)
        body = child.child_by_field_name("body")
        if child.type == "mod_item" and body is not None:
            yield from _parts(body, (*modules, name), inside=only)
        start, words = None, []
