"""The words that a piece of a command line becomes, as far as the line itself says what they are."""

import re
from collections.abc import Mapping
from typing import Final

from tree_sitter import Node

from ferrule.syntax.shell.tree import text_of

UNKNOWN: Final = "\0"
"""Stands in a word for text that only the running shell knows."""
MANY: Final = "\1"
"""The same, outside of quotes: it may be no word, one or several."""
_SPLIT: Final = "\2"
_DECLARING: Final = ("export", "declare", "typeset", "local", "readonly")
_PLAIN_ESCAPES: Final = {r"\n": "\n", r"\t": "\t", r"\\": "\\", r"\'": "'", r"\"": '"'}
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED_IN_QUOTES: Final = re.compile(r'\\([$`"\\])')


def is_known(word: str) -> bool:
    """Tell whether all of a word is known."""
    return UNKNOWN not in word and MANY not in word


def fields(node: Node, known: Mapping[str, str]) -> tuple[str, ...]:
    """Give the words that an argument becomes."""
    found = _piece(node, known, quoted=False).split(_SPLIT)
    bare = node.type in ("simple_expansion", "expansion") or len(found) > 1
    return tuple(one for one in found if one or not bare)


def value(node: Node | None, known: Mapping[str, str]) -> str:
    """Give what a variable is set to: no word is split there. Without a node: the empty text."""
    return _piece(node, known, quoted=True) if node else ""


def feed(node: Node, known: Mapping[str, str]) -> str:
    """Give the text of a here-document or here-string, as it reaches the program."""
    return text_of(node) if node.type == "heredoc_body" else value(node, known)


def _piece(node: Node, known: Mapping[str, str], *, quoted: bool) -> str:
    kind = node.type
    if kind in ("word", "number", "variable_name", *_DECLARING):
        return _ESCAPED.sub(r"\1", text_of(node)) if not node.named_child_count else _hole(quoted=quoted)
    if kind == "raw_string":
        return text_of(node)[1:-1]
    if kind == "ansi_c_string":
        return _decoded(text_of(node)[2:-1])
    if kind == "string":
        return _in_quotes(node, known)
    if kind in ("concatenation", "command_name"):
        return _joined(node, known, quoted=quoted)
    if kind in ("simple_expansion", "expansion"):
        return _variable(node, known, quoted=quoted)
    return _hole(quoted=quoted or kind == "arithmetic_expansion")


def _joined(node: Node, known: Mapping[str, str], *, quoted: bool) -> str:
    """Join the parts of a word; a `$` before quotes only says that they may be translated."""
    parts = []
    for one, after in zip(node.children, [*node.children[1:], None], strict=True):
        if one.is_named:
            parts.append(_piece(one, known, quoted=quoted))
        elif not (text_of(one) == "$" and after is not None and after.type == "string"):
            parts.append(text_of(one))
    return "".join(parts)


def _in_quotes(node: Node, known: Mapping[str, str]) -> str:
    """Give what stands between double quotes, with the blanks that are in no part of the tree."""
    source, parts, at = node.text or b"", [], 1
    for one in node.children[1:-1]:
        start, end = one.start_byte - node.start_byte, one.end_byte - node.start_byte
        parts += [source[at:start].decode(errors="replace"), _quoted_part(one, known)]
        at = end
    return "".join((*parts, source[at:-1].decode(errors="replace")))


def _quoted_part(node: Node, known: Mapping[str, str]) -> str:
    if node.type == "string_content" or not node.is_named:
        return _ESCAPED_IN_QUOTES.sub(r"\1", text_of(node).replace("\\\n", ""))
    return _piece(node, known, quoted=True)


def _variable(node: Node, known: Mapping[str, str], *, quoted: bool) -> str:
    """Give the value of `$name` and `${name}`; every other form depends on more than the line says."""
    names = [one for one in node.children if one.is_named]
    plain = len(names) == 1 and names[0].type == "variable_name" and node.child_count == (2 if _is_short(node) else 3)
    found = known.get(text_of(names[0])) if plain else None
    if found is None:
        return _hole(quoted=quoted)
    if quoted:
        return found
    return _SPLIT.join(found.replace(UNKNOWN, MANY).split()) if found.strip() else ""


def _is_short(node: Node) -> bool:
    return node.type == "simple_expansion"


def _decoded(text: str) -> str:
    """Give the text of `$'...'`, with a hole where it is written in numbers."""
    return _ESCAPED.sub(lambda found: _PLAIN_ESCAPES.get(found[0], UNKNOWN), text)


def _hole(*, quoted: bool) -> str:
    return UNKNOWN if quoted else MANY
