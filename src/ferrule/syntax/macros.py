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
_QUOTED: Final = frozenset({"string_literal", "raw_string_literal", "line_comment", "block_comment", "char_literal"})
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
    found = [*_CALL.finditer(source), *_LIST.finditer(source)]
    root = parse(source).root_node if found else None
    made = bytearray(source)
    for call in found:
        if root is None or not _is_call(root, call.start()):
            continue
        if call.lastindex:
            made[call.end(1)] = ord("_")
        else:
            made[call.start() : call.end()] = _AS_LIST.encode()
    return bytes(made)


def closed(text: str) -> str:
    """Give text that was taken from opened source as it stands in the file."""
    return _OPENED.sub(r"\1!\2", text).replace(_AS_LIST, "vec![")


def _is_call(root: Node, at: int) -> bool:
    """Say whether a place lies in a call of a macro, and not in the literals and comments among its arguments."""
    node = root.descendant_for_byte_range(at, at + 1)
    while node is not None and node.type not in _QUOTED:
        if node.type == "macro_invocation":
            return True
        node = node.parent
    return False
