"""Macros whose arguments are expressions, opened so that the grammar sees them.

To the grammar, what stands in a macro call is a heap of tokens. `println!(a)` is read as the call `println_(a)`, and
`vec![a]` as an array, without a byte moving, so that each place keeps its offset.
"""

import functools
import re
from typing import Final

from tree_sitter import Node

from ferrule.syntax.tree import parse

_CALLED: Final = (
    "print|println|eprint|eprintln|format|write|writeln|panic|assert|assert_eq|assert_ne|debug_assert|debug_assert_eq"
    "|debug_assert_ne|unreachable|dbg"
)
_CALL: Final = re.compile(rf"\b({_CALLED})!(\s*\()".encode())
_LIST: Final = re.compile(rb"\bvec!\[")
_AS_LIST: Final = "&*&*["
"""Five bytes, as `vec![`; nobody writes them otherwise."""
_KEPT: Final = 64
"""Files that are remembered: a search asks about the same ones for each of its errors."""
_OPENED: Final = re.compile(rf"\b({_CALLED})_(\s*\()")


def is_in_macro(source: bytes, start: int, end: int) -> bool:
    """Say whether a place lies among the arguments of a macro call."""
    node = parse(source).root_node.named_descendant_for_byte_range(start, end)
    while node is not None and node.type != "token_tree":
        node = node.parent
    return node is not None


@functools.lru_cache(maxsize=_KEPT)
def opened(source: bytes) -> bytes:
    """Give the text with the calls of known macros as calls of functions; it has the same length."""
    made = bytearray(source)
    for call in _outermost(parse(source).root_node):
        quoted = _literals(call)
        for found in (*_CALL.finditer(source, call.start_byte, call.end_byte),
                      *_LIST.finditer(source, call.start_byte, call.end_byte)):  # fmt: skip
            if any(start <= found.start() < end for start, end in quoted):
                continue
            if found.lastindex:
                made[found.end(1)] = ord("_")
            else:
                made[found.start() : found.end()] = _AS_LIST.encode()
    return bytes(made)


def closed(text: str) -> str:
    """Give text that was taken from opened source as it stands in the file."""
    return _OPENED.sub(r"\1!\2", text).replace(_AS_LIST, "vec![")


def _outermost(root: Node) -> list[Node]:
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if node.type == "macro_invocation":
            found.append(node)
        else:
            waiting.extend(node.named_children)
    return found


def _literals(node: Node) -> list[tuple[int, int]]:
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        if one.type in {"string_literal", "raw_string_literal", "line_comment", "block_comment", "char_literal"}:
            found.append((one.start_byte, one.end_byte))
        else:
            waiting.extend(one.named_children)
    return found
