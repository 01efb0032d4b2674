"""Which lines of a Rust file are there for tests only, and which files it declares as modules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.syntax.tree import COMMENTS, parse

_WORD: Final = re.compile(r'[\w:]+|"(?:[^"\\]|\\.)*"|[()=,]')
_PATH: Final = re.compile(r'#!?\[\s*path\s*=\s*"(?P<path>[^"\\]*)"\s*\]')
_ATTRIBUTE: Final = re.compile(r"#!?\[\s*(?:unsafe\s*\()?\s*(?P<name>[\w:]+)\s*(?P<rest>[\s\S]*)\]\s*$")
_TESTS: Final = frozenset({
    "bench", "proptest", "quickcheck", "rstest", "test", "test_case", "wasm_bindgen_test",
})  # fmt: skip
"""The last word of the attributes that make a function a test, such as `#[tokio::test]`."""
_MODULES: Final = frozenset({"declaration_list", "mod_item"})


@dataclass(frozen=True, slots=True)
class Declared:
    """A module that lies in a file of its own."""

    name: str
    path: str | None
    """Of its `#[path]` attribute; None when it has none."""
    inside: tuple[str, ...]
    """The modules around it within the file."""
    is_test: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """What counts about a file."""

    test_lines: frozenset[int]
    """Counted from 1, attributes included."""
    modules: tuple[Declared, ...]
    is_test: bool
    """The file as a whole is test code (`#![cfg(test)]`)."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A node whose children are still to be looked at."""

    node: Node
    inside: tuple[str, ...]
    is_test: bool


def outline(source: bytes) -> Outline:
    """Give the lines that exist only under `cfg(test)` or in a test function, and the modules in other files."""
    root = parse(source).root_node
    whole = _has_test_attribute([child for child in root.children if child.type == "inner_attribute_item"])
    lines = set(range(1, root.end_point.row + 2) if whole else ())
    modules: list[Declared] = []
    waiting = [_Open(root, (), whole)]
    while waiting:
        place = waiting.pop()
        for child, attributes in _with_attributes(place.node):
            is_test = place.is_test or _has_test_attribute(attributes)
            if is_test and not place.is_test:
                first = min((child, *attributes), key=lambda node: node.start_byte)
                lines.update(range(first.start_point.row + 1, child.end_point.row + 2))
            if child.type == "mod_item" and child.child_by_field_name("body") is None:
                modules.append(_declared(child, attributes, place.inside, is_test=is_test))
            elif child.type in _MODULES or source.find(b"#", child.start_byte, child.end_byte) >= 0:
                waiting.append(_Open(child, (*place.inside, *_own_name(child)), is_test))
    return Outline(frozenset(lines), tuple(modules), whole)


def _with_attributes(node: Node) -> Iterator[tuple[Node, list[Node]]]:
    """Yield each named child with the attributes that belong to it.

    They stand before an item or a statement, within a match arm, and at the beginning of a body.
    """
    pending: list[Node] = []
    for child in node.named_children:
        if child.type == "attribute_item":
            pending.append(child)
        elif child.type not in COMMENTS and child.type != "inner_attribute_item":
            body = child.child_by_field_name("body") or child
            within = [one for one in body.children if one.type == "inner_attribute_item"]
            arm = [one for one in child.children if one.type == "attribute_item" and child.type == "match_arm"]
            yield child, [*pending, *within, *arm]
            pending = []


def _own_name(node: Node) -> tuple[str, ...]:
    return (_name(node),) if node.type == "mod_item" else ()


def _name(node: Node) -> str:
    name = node.child_by_field_name("name")
    return _text(name).removeprefix("r#") if name is not None else ""


def _declared(node: Node, attributes: list[Node], inside: tuple[str, ...], *, is_test: bool) -> Declared:
    paths = [found["path"] for one in attributes if (found := _PATH.match(_text(one)))]
    return Declared(_name(node), paths[0] if paths else None, inside, is_test)


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _has_test_attribute(attributes: list[Node]) -> bool:
    return any(_makes_test(_text(attribute)) for attribute in attributes)


def _makes_test(attribute: str) -> bool:
    found = _ATTRIBUTE.match(attribute)
    if found is None:
        return False
    if found["name"] == "cfg":
        return _only_in_tests(_WORD.findall(f"all{found['rest']}"))
    return found["name"].rpartition("::")[2] in _TESTS


def _only_in_tests(words: list[str]) -> bool:
    """Give whether a condition can hold in a test build only; `any(test, feature = "x")` can hold elsewhere."""
    within = _parts(words)
    match words[:1]:
        case ["all"]:
            return any(_only_in_tests(part) for part in within)
        case ["any"]:
            return bool(within) and all(_only_in_tests(part) for part in within)
        case ["not"]:
            return any(_always_outside(part) for part in within)
        case _:
            return words == ["test"]


def _always_outside(words: list[str]) -> bool:
    """Give whether a condition holds in every build that is none for tests."""
    within = _parts(words)
    match words[:1]:
        case ["all"]:
            return all(_always_outside(part) for part in within)
        case ["any"]:
            return any(_always_outside(part) for part in within)
        case ["not"]:
            return any(_only_in_tests(part) for part in within)
        case _:
            return False


def _parts(words: list[str]) -> list[list[str]]:
    """Give what stands between the outer commas of `name(a, b(c), d)`."""
    parts: list[list[str]] = [[]]
    depth = 0
    for word in words[1:]:
        depth += (word == "(") - (word == ")")
        if word == "," and depth == 1:
            parts.append([])
        elif depth > 1 or (depth == 1 and word != "("):
            parts[-1].append(word)
    return [part for part in parts if part]
