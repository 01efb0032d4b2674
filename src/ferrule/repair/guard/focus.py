"""Cut two versions of a file down to the items that differ, so that the guard never reads a big file whole."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

_Pieces: TypeAlias = list[tuple[int, bytes]]
"""Texts with the number of their first line."""
_WORDS: Final = rb"(?:pub|fn|struct|enum|union|trait|impl|mod|const|static|type|use|unsafe|extern|async|macro_rules)\b"
_HEAD: Final = rb"(?m)^%s(?=" + _WORDS + rb"|#!?\[|//[/!])"
_ITEM: Final = re.compile(rb"\b" + _WORDS)
_CODE: Final = re.compile(rb"(?m)^[ \t]*(?!//|#\[)[^\s]")
_QUOTED: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\\n]|\\.[^\'\n]*)\'|//[^\n]*', re.DOTALL)
_BLOCK: Final = re.compile(rb"(?:pub(?:\([^)]*\))?\s+)?(?:unsafe\s+)?(?:impl|mod|trait)\b")
_INNER: Final = re.compile(rb"(?m)^([ \t]+)" + _WORDS)
_SURE: Final = 64
"""Bytes after a cut that must be equal for the same cut to be made in both texts."""
_SMALL: Final = 600
"""Bytes below which nothing is gained by cutting further."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a file that the guard reads."""

    text: bytes
    lines: tuple[int, ...]
    """Number of each line of the text in the whole file, from 1."""


def whole(text: bytes) -> Excerpt:
    """Give a file as an excerpt of itself."""
    return Excerpt(text, tuple(range(1, text.count(b"\n") + 2)))


def focus(before: bytes, after: bytes) -> tuple[Excerpt, Excerpt]:
    """Give what differs between two versions of a file: whole items, and the heads of the blocks they stand in."""
    old, new = _narrow((1, before), (1, after), b"")
    return _excerpt(old), _excerpt(new)


def _narrow(before: tuple[int, bytes], after: tuple[int, bytes], indent: bytes) -> tuple[_Pieces, _Pieces]:
    middle, other = _differing(before, after, indent)
    matcher = SequenceMatcher(None, [text for _, text in middle], [text for _, text in other], autojunk=False)
    kept: tuple[_Pieces, _Pieces] = ([], [])
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        left, right = middle[i:i_end], other[j:j_end]
        if len(left) == len(right) == 1:
            left, right = _peel(left[0], right[0])
        kept[0].extend(left)
        kept[1].extend(right)
    return kept


def _differing(before: tuple[int, bytes], after: tuple[int, bytes], indent: bytes) -> tuple[_Pieces, _Pieces]:
    """Cut both texts; of the second one only as much as does not repeat the cuts of the first."""
    old, new = before[1], after[1]
    head, tail = _shared(old, new)
    cuts = [(0, before[0]), *_all_cuts(old, indent, before[0])]
    first = max(cut for cut in cuts if cut[0] + _SURE <= head or not cut[0])
    known = {at: number for number, (at, _) in enumerate(cuts)}
    line = after[0] + old.count(b"\n", 0, first[0])
    new_cuts, last = [(first[0], line)], len(cuts) - 1
    for at, number in _cuts(new, indent, first[0], line):
        new_cuts.append((at, number))
        mirror = at - len(new) + len(old)
        if len(new) - at <= tail and mirror in known:
            last = known[mirror]
            break
    return _pieces(old, cuts[known[first[0]] : last + 1]), _pieces(new, new_cuts)


def _pieces(text: bytes, cuts: list[tuple[int, int]]) -> _Pieces:
    return [(line, text[at:end]) for (at, line), (end, _) in pairwise(cuts)]


def _peel(before: tuple[int, bytes], after: tuple[int, bytes]) -> tuple[_Pieces, _Pieces]:
    """Keep the head and the end of a block whose head did not change, and of its content what did."""
    apart = [before], [after]
    inner = _INNER.search(before[1])
    if inner is None or len(before[1]) < _SMALL:
        return apart
    head = before[1][: before[1].find(b"{") + 1]
    same = after[1].startswith(head) and _ends(before) == _ends(after)
    if not same or b"{" not in head or len(head) > inner.start() or not _opens_block(head):
        return apart
    bodies = [(line + head.count(b"\n"), text[len(head) : -len(_ends((line, text)))]) for line, text in (before, after)]
    kept = _narrow(bodies[0], bodies[1], inner[1])
    for pieces, (line, text) in zip(kept, (before, after), strict=True):
        pieces.insert(0, (line, head))
        end = _ends((line, text))
        pieces.append((line + text.count(b"\n") - end.count(b"\n"), end))
    return kept


def _opens_block(head: bytes) -> bool:
    """Say whether the last line of a head opens a block of items, and not a function or a brace in a comment."""
    return _BLOCK.match(head[head.rfind(b"\n") + 1 :].lstrip()) is not None


def _ends(chunk: tuple[int, bytes]) -> bytes:
    return chunk[1][chunk[1].rfind(b"}") :] if b"}" in chunk[1] else b"\n"


@lru_cache(maxsize=8)
def _all_cuts(text: bytes, indent: bytes, line: int) -> tuple[tuple[int, int], ...]:
    """Give the cuts of a whole text; remembered, since many candidates are compared with the same one."""
    return tuple(_cuts(text, indent, 0, line))


def _cuts(text: bytes, indent: bytes, at: int, line: int) -> Iterator[tuple[int, int]]:
    """Give where a text is cut after a place, and on which line: where an item starts at an indent, and at the end.

    Attributes and unclosed braces stay with what follows.
    """
    for found in re.compile(_HEAD % re.escape(indent)).finditer(text, at + 1):
        end = found.start()
        if _complete(chunk := text[at:end]):
            line += chunk.count(b"\n")
            at = end
            yield at, line
    if at < len(text):
        yield len(text), line + text.count(b"\n", at)


def _complete(chunk: bytes) -> bool:
    if _CODE.search(chunk) is None or (b"#[" in chunk and _ITEM.search(chunk) is None):
        return False
    return _balanced(chunk.count) or _balanced(_QUOTED.sub(b"", chunk).count)


def _balanced(count: Callable[[bytes], int]) -> bool:
    return count(b"{") == count(b"}") and count(b"/*") == count(b"*/")


def _shared(old: bytes, new: bytes) -> tuple[int, int]:
    """Count the equal bytes at the start, and of the rest those at the end."""
    shortest = min(len(old), len(new))
    head = _longest(lambda size: old[:size] == new[:size], shortest)
    return head, _longest(lambda size: old[len(old) - size :] == new[len(new) - size :], shortest - head)


def _longest(holds: Callable[[int], bool], limit: int) -> int:
    return bisect_left(range(1, limit + 1), 1, key=lambda size: not holds(size))


def _excerpt(pieces: _Pieces) -> Excerpt:
    lines: list[int] = []
    texts: list[bytes] = []
    for line, text in pieces:
        if not text.endswith(b"\n"):
            text += b"\n"  # noqa: PLW2901 - two pieces never share a line
        texts.append(text)
        lines.extend(range(line, line + text.count(b"\n")))
    return Excerpt(b"".join(texts), (*lines, lines[-1] + 1 if lines else 1))
