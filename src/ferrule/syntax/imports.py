"""What `use` declarations bring into a file."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.syntax.items import text_of
from ferrule.syntax.tree import parse

_KEPT: Final = 4096
"""Files whose imports are remembered: a search asks about the same crate for each of its errors."""


@dataclass(frozen=True, slots=True)
class Import:
    """One name that a `use` brings in."""

    path: tuple[str, ...]
    """Segments as they are written, `crate`, `self` and `super` included; of a glob those before the star."""
    name: str
    """The name that is in scope then; `*` for a glob."""
    is_public: bool
    start: int
    end: int
    """Byte offsets of the whole declaration, the end exclusive."""


@functools.lru_cache(maxsize=_KEPT)
def imports_of(source: bytes) -> tuple[Import, ...]:
    """Give every import of a file, those in modules and bodies included, in order."""
    found: list[Import] = []
    waiting = [parse(source).root_node]
    while waiting:
        node = waiting.pop()
        if node.type == "use_declaration":
            found.extend(_imports(node))
        else:
            waiting.extend(reversed(node.named_children))
    return tuple(found)


def insertion_place(source: bytes, at: int) -> tuple[int, str]:
    """Give where a new `use` of the module around `at` goes, and the indentation of its line.

    That is before its first `use`, else before its first item that is no inner attribute or comment at the top.
    """
    module = parse(source).root_node.named_descendant_for_byte_range(at, at)
    while module is not None and module.parent is not None:
        around = module.parent
        if module.type == "declaration_list" and around.type == "mod_item":
            break
        module = around
    children = module.named_children if module is not None else []
    uses = [child for child in children if child.type == "use_declaration"]
    passed = {"inner_attribute_item", "shebang"}
    first = uses[0] if uses else next((c for c in children if not _leads(c) and c.type not in passed), None)
    if first is None:
        return (module.start_byte + 1, "    ") if module is not None and module.parent is not None else (0, "")
    start = _with_attributes(first).start_byte
    line = source.rfind(b"\n", 0, start) + 1
    indent = source[line:start]
    return start, indent.decode() if not indent.strip() else ""


def _leads(node: Node) -> bool:
    """Say whether a node is a comment that belongs to the whole file, such as `//!`."""
    return node.type in {"line_comment", "block_comment"} and text_of(node).startswith(("//!", "/*!"))


def _with_attributes(node: Node) -> Node:
    """Give the first of the attributes and documentation before an item; the item where there are none."""
    while (before := node.prev_named_sibling) is not None:
        if before.type != "attribute_item" and not text_of(before).startswith(("///", "/**")):
            break
        node = before
    return node


def _imports(declaration: Node) -> Iterator[Import]:
    argument = declaration.child_by_field_name("argument")
    is_public = any(child.type == "visibility_modifier" for child in declaration.named_children)
    for path, name in _leaves(argument, ()):
        yield Import(path, name, is_public, declaration.start_byte, declaration.end_byte)


def _leaves(node: Node | None, before: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if node is None:
        return
    if node.type in {"scoped_use_list", "use_list"}:
        path, inner = node.child_by_field_name("path"), node.child_by_field_name("list")
        start = (*before, *_segments(path)) if path is not None else before
        for child in (inner if inner is not None else node).named_children:
            yield from _leaves(child, start)
    elif node.type == "use_as_clause":
        path, alias = node.child_by_field_name("path"), node.child_by_field_name("alias")
        yield (*before, *_segments(path)), text_of(alias)
    elif node.type == "use_wildcard":
        yield (*before, *(one for child in node.named_children for one in _segments(child))), "*"
    else:
        path_words = (*before, *_segments(node))
        if path_words[-1:] == ("self",) and len(path_words) > 1:
            path_words = path_words[:-1]
        if path_words:
            yield path_words, path_words[-1]


def _segments(node: Node | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text_of(node).split("::") if part.strip())
