"""A shell command line as a tree, and the places in it where bash may see more than the grammar does."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

_SHELL: Final = Language(tree_sitter_bash.language())
_LITERAL: Final = frozenset({"raw_string", "ansi_c_string", "comment"})
_STARTS_MORE: Final = re.compile(r"(?<!\\)(?:\\\\)*(?:`|\$[(\[{])")
"""A substitution that the grammar has taken for text."""
_PROCESS: Final = re.compile(r"(?<!\\)[<>]\(")
_ESCAPED_ONCE_MORE: Final = re.compile(r"\\[`$\\\"]")
_GLUED: Final = re.compile(rb"(?<![\\\s])(?:\\\\)*(\\)\n(?!\s)|\n(\\)|\n[ \t]+(\\)\n")
"""A word over two lines, or a line that begins with a backslash, which the grammar adds to the one before."""
_CUT: Final = re.compile(rb"\$\\\n")
_JOINED: Final = ("string_content", "heredoc_body", "heredoc_content")
"""Kinds of text in which such a backslash is no word's end."""
_BEFORE_COMMENTS: Final = (b"", *(bytes([sign]) for sign in b" \t\n;&|()"))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MOST_PARTS: Final = 5000
"""Of a tree: a host that waits in vain for its hook runs the command, so nothing may take long."""
_OPEN_END: Final = re.compile(r"(?<!\\)(?:\\\\)*\\\n\Z")


def parse(text: str) -> Node:
    """Give the tree of a command line; what is broken in it has ERROR and MISSING nodes."""
    return Parser(_SHELL).parse(_bytes(text)).root_node


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, in the order of the text."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(one.children)


def text_of(node: Node) -> str:
    """Give the text of a node."""
    return (node.text or b"").decode(errors="replace")


def unreadable(text: str, root: Node) -> str:
    """Give why a line cannot be relied on, as words for the one who wrote it; empty when it can."""
    if _CONTROL.search(text):
        return "it has control characters in it: leave them out"
    if root.has_error:
        return "its quotes, brackets or here-documents do not close: write one plain command after another"
    source = _bytes(text)
    for count, node in enumerate(walk(root)):
        if count > _MOST_PARTS:
            return "it has too many parts: write shorter lines"
        if words := _hidden(node) or _swallowed(node) or _wrong_end(node, text):
            return words
        if node.type == "comment" and source[max(node.start_byte - 1, 0) : node.start_byte] not in _BEFORE_COMMENTS:
            return "a `#` within a word: put it into quotes, or a space before a comment"
    return _glued(source, root)


def is_quoted(heredoc: Node) -> bool:
    """Tell whether the text of a here-document stands as it is, without anything expanded in it."""
    return any(set(text_of(one)) & set("'\"\\") for one in heredoc.children if one.type == "heredoc_start")


def _hidden(node: Node) -> str:
    kind, content = node.type, text_of(node)
    if kind == "command_substitution" and content.startswith("`") and _ESCAPED_ONCE_MORE.search(content):
        return "backticks within backticks: write $(...) instead"
    if kind == "heredoc_body" and node.parent and not is_quoted(node.parent) and re.search(r"(?<!\\)`", content):
        return "backticks in a here-document: put its end word into quotes"
    if kind in ("raw_string", "ansi_c_string") and _is_within_quotes(node):
        return "single quotes within double ones in ${...}: write it without them"
    if node.child_count or not node.is_named or kind in _LITERAL or (kind == "heredoc_body" and _stands(node)):
        return ""
    starts = _STARTS_MORE.search(content) or (kind in ("word", "regex") and _PROCESS.search(content))
    return "a substitution in an unusual place: write it as $(...) of its own" if starts else ""


def _is_within_quotes(node: Node) -> bool:
    """Tell whether single quotes stand in `"${...}"`, where bash takes them for text and not for quotes."""
    around = node.parent
    while around is not None and around.type in ("expansion", "concatenation"):
        around = around.parent
    return around is not None and around is not node.parent and around.type in ("string", "heredoc_body")


def _stands(body: Node) -> bool:
    return body.parent is not None and is_quoted(body.parent)


def _swallowed(node: Node) -> str:
    """Tell of words behind a redirection: the grammar takes them for a part of it, the shell for words of the call."""
    taken = 0
    if node.type == "file_redirect":
        closes = any(text_of(one) in (">&-", "<&-") for one in node.children)
        taken = len(node.children_by_field_name("destination")) - (0 if closes else 1)
    elif node.type == "heredoc_redirect":
        taken = len(node.children_by_field_name("argument"))
    return "words behind a redirection: put redirections at the end of each command" if taken > 0 else ""


def _wrong_end(node: Node, text: str) -> str:
    """Tell of a here-document that bash would end elsewhere than the grammar does."""
    if node.type != "heredoc_redirect":
        return ""
    parts = {one.type: one for one in node.children}
    start, end, body = (parts.get(name) for name in ("heredoc_start", "heredoc_end", "heredoc_body"))
    words = "a here-document whose end is not clear: let its end word stand alone on its line"
    if start is None or end is None or not re.fullmatch(r"(['\"]?)\w[\w.-]*\1|\\\w+", text_of(start)):
        return words
    lines = _bytes(text).split(b"\n")
    first = body.start_point.row if body is not None and text_of(body) else end.start_point.row
    if b"".join(lines[start.start_point.row + 1 : first]).strip() or first <= start.start_point.row:
        return words
    name, tabs = text_of(start).strip("'\"\\"), "\t" if "<<-" in parts else ""
    content = text_of(body) if body else ""
    closing = lines[end.start_point.row].decode(errors="replace")
    if closing.lstrip(tabs) != name or (not is_quoted(node) and _OPEN_END.search(content)):
        return words
    return words if name in [line.lstrip(tabs) for line in content.split("\n")] else ""


def _glued(source: bytes, root: Node) -> str:
    """Tell of backslashes at the end of a line that join what the grammar reads apart."""
    for found in _GLUED.finditer(source):
        if not _is_in(root, max(found.start(group) for group in (1, 2, 3)), (*_LITERAL, *_JOINED)):
            return "a word over two lines, or a line that begins with a backslash: put a space before the backslash"
    for found in _CUT.finditer(source):
        if not _is_in(root, found.start(), _LITERAL):
            return "a `$` at the end of a line: write what it stands for on the same line"
    return ""


def _is_in(root: Node, place: int, kinds: Iterable[str]) -> bool:
    """Tell whether a place lies in text of one of these kinds; quoted here-documents are all literal."""
    there = root.descendant_for_byte_range(place, place + 1)
    return there is not None and (there.type in kinds or (there.type == "heredoc_body" and _stands(there)))


def _bytes(text: str) -> bytes:
    """Give the text as the tree counts its places; half characters, which no shell gets, become signs."""
    return text.encode(errors="replace")
