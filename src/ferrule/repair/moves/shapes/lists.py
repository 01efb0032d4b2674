"""Lists in brackets, such as arguments and fields: their elements, and the edits that put one in or take one out."""

from collections.abc import Iterator, Sequence
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.text import Text
from ferrule.syntax.tree import COMMENTS

_OPEN: Final = {"(": ")", "[": "]", "{": "}"}
_NO_ELEMENTS: Final = COMMENTS | {"attribute_item"}
Part = tuple[int, int, str]
"""Byte start, byte end and new text of an edit."""


def elements(list_node: Node) -> tuple[Node, ...]:
    """Give the elements of a list, without comments and attributes."""
    return tuple(child for child in list_node.named_children if child.type not in _NO_ELEMENTS)


def insertion(text: Text, list_node: Node, index: int, new: str) -> Part:
    """Give the edit that makes `new` the element of this number, on a line of its own where the others have theirs.

    A number behind the last one appends.
    """
    inside = elements(list_node)
    if not inside:
        return list_node.start_byte + 1, list_node.end_byte - 1, _alone(list_node, new)
    if index < len(inside):
        at = _with_attributes(inside[index]).start_byte
        return at, at, f"{new},{_gap(text, list_node, at)}"
    end = inside[-1].end_byte
    between = _gap(text, list_node, _with_attributes(inside[-1]).start_byte)
    follower = inside[-1].next_sibling
    if follower is not None and follower.type == ",":
        return follower.end_byte, follower.end_byte, f"{between}{new}{',' if between != ' ' else ''}"
    return end, end, f",{between}{new}"


def removal(element: Node) -> Part:
    """Give the edit that takes an element out, with one comma and the blanks beside it."""
    first = _with_attributes(element)
    after, before = element.next_sibling, first.prev_sibling
    if after is not None and after.type == ",":
        follower = after.next_sibling
        closes = follower is None or follower.type in {")", "]", "}", *COMMENTS}
        if closes and before is not None and before.type == ",":
            return before.start_byte, element.end_byte, ""
        return first.start_byte, follower.start_byte if follower is not None and not closes else after.end_byte, ""
    if before is not None and before.type == ",":
        return before.start_byte, element.end_byte, ""
    return first.start_byte, element.end_byte, ""


def split(words: str) -> tuple[str, ...]:
    """Give the elements of a list as text, without the brackets around it; commas further inside part nothing."""
    found: list[str] = []
    depth, start = 0, 0
    for at, mark in _marks(words):
        depth += (mark in _OPEN) - (mark in _OPEN.values())
        if mark == "," and depth == 0:
            found.append(words[start:at].strip())
            start = at + 1
    return tuple(one for one in (*found, words[start:].strip()) if one)


def _marks(words: str) -> Iterator[tuple[int, str]]:
    """Yield brackets and commas that are no part of a string, a character or a comment."""
    at = 0
    while at < len(words):
        if words.startswith("/*", at):
            at = _behind(words, "*/", at + 2)
        elif words[at] == '"':
            at += 1
            while at < len(words) and words[at] != '"':
                at += 2 if words[at] == "\\" else 1
            at += 1
        elif words[at] == "'" and words[at + 2 : at + 3] == "'":
            at += 3
        else:
            if words[at] in "()[]{},":
                yield at, words[at]
            at += 1


def _behind(words: str, mark: str, at: int) -> int:
    end = words.find(mark, at)
    return len(words) if end < 0 else end + len(mark)


def _with_attributes(node: Node) -> Node:
    while (before := node.prev_named_sibling) is not None and before.type == "attribute_item":
        node = before
    return node


def _alone(list_node: Node, new: str) -> str:
    return f" {new} " if list_node.type in {"field_initializer_list", "struct_pattern"} else new


def _gap(text: Text, list_node: Node, at: int) -> str:
    """Give what stands between two elements: a line break with the indentation, or a blank."""
    first = elements(list_node)[0]
    if first.start_point.row == list_node.start_point.row:
        return " "
    return "\n" + text.indent(at)


def joined(edits: Sequence[Part]) -> tuple[Part, ...]:
    """Give edits in order, those at one place joined into one."""
    found: list[Part] = []
    for start, end, new in sorted(edits, key=lambda part: part[:2]):
        if found and found[-1][:2] == (start, end) and start == end:
            found[-1] = (start, end, found[-1][2] + new)
        else:
            found.append((start, end, new))
    return tuple(found)
