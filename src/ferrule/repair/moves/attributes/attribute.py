"""Attributes and their arguments, as places in a file (P05)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.text import Text
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

_ITEMS: Final = frozenset({"attribute_item", "inner_attribute_item"})
_COMMENTS: Final = frozenset({"line_comment", "block_comment"})
KEPT: Final = frozenset({"test", "cfg", "cfg_attr", "should_panic", "ignore", "deny", "forbid"})
"""What a build, a test or a tool hangs on: never dropped."""
_NAME: Final = re.compile(r"#!?\s*\[\s*(?:unsafe\s*\(\s*)?([\w:]+)")
Part = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an attribute."""

    text: str
    start: int
    end: int


def attribute_at(text: Text, byte: int) -> Node | None:
    """Give the attribute around a byte; None where there is none."""
    return enclosing(text.node(byte, byte), *_ITEMS)


def name_of(attribute: Node) -> str:
    """Give its name without path arguments, such as `repr`."""
    found = _NAME.match(text_of(attribute))
    return found[1] if found else ""


def attributes_of(text: Text, byte: int) -> Iterator[Node]:
    """Yield the attributes right before the item around a byte, the nearest first."""
    node: Node | None = text.node(byte, byte)
    while node is not None:
        before = node.prev_named_sibling
        while before is not None and before.type in {"attribute_item", "line_comment", "block_comment"}:
            if before.type == "attribute_item":
                yield before
            before = before.prev_named_sibling
        if node.type.endswith("_item"):
            return
        node = node.parent


def without(text: Text, attribute: Node) -> Part:
    """Give the edit that leaves an attribute out, with its line where nothing else stands on it."""
    start, end = attribute.start_byte, attribute.end_byte
    source = text.source
    end -= source[start:end].endswith(b"\n")
    line = source.rfind(b"\n", 0, start) + 1
    if not source[line:start].strip() and source[end : end + 1] == b"\n":
        return line, end + 1, ""
    while source[end : end + 1] == b" ":
        end += 1
    return start, end, ""


def arguments_of(text: Text, attribute: Node) -> tuple[Argument, ...]:
    """Give what stands between its parentheses, split at commas; nothing where it has none."""
    tree = _tree(attribute)
    if tree is None:
        return ()
    found: list[Argument] = []
    here: list[Node] = []
    for child in [*tree.children[1:-1], None]:
        if child is not None and child.type != ",":
            here.extend([child] if child.type not in _COMMENTS else [])
        elif here:
            start, end = here[0].start_byte, here[-1].end_byte
            found.append(Argument(text.at(start, end), start, end))
            here = []
    return tuple(found)


def without_argument(text: Text, attribute: Node, chosen: Argument) -> Part:
    """Give the edit that leaves one argument and its comma out; the whole attribute where it is the only one."""
    known = arguments_of(text, attribute)
    if len(known) < 2 or chosen not in known:
        return without(text, attribute)
    at = known.index(chosen)
    return (known[at - 1].end, chosen.end, "") if at else (chosen.start, known[1].start, "")


def _tree(attribute: Node) -> Node | None:
    """Give the innermost list in parentheses that holds the arguments: of `unsafe(x(..))` that of x."""
    waiting = list(attribute.named_children)
    while waiting:
        node = waiting.pop(0)
        if node.type == "token_tree" and text_of(node).startswith("("):
            return node
        waiting.extend(node.named_children)
    return None
