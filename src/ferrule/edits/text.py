"""Edits applied to bytes as they are on disk, and the difference shown."""

import difflib
from collections.abc import Sequence
from typing import Final

from ferrule.errors import EditConflict
from ferrule.facts.finding import Edit

_BOM: Final = b"\xef\xbb\xbf"
_NO_END: Final = "\\ No newline at end of file"


def patched(content: bytes, edits: Sequence[Edit]) -> bytes:
    r"""Give the content with every edit made; of insertions at one place the first given comes first.

    Offsets count the bytes of the file on disk, mark and carriage returns included: so does rustc 1.95 (tested), whose
    replacements know only `\n`. A replacement takes the line ends of the place it goes to.

    Raises:
        EditConflict: naming file and place, when two edits touch the same text or one lies outside of the file.
    """
    parts: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.byte_start, edit.byte_end)):
        start, end = _span(content, edit)
        if start < at:
            raise EditConflict(f"{_place(edit)}: overlaps with another edit")
        parts += (content[at:start], _replacement(content, edit))
        at = end
    return b"".join((*parts, content[at:]))


def diff(path: str, before: bytes, after: bytes) -> str:
    r"""Give the unified difference, empty when there is none; bytes that are not UTF-8 are shown as `\xff`."""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(_shown(line) for line in lines)


def _span(content: bytes, edit: Edit) -> tuple[int, int]:
    start, end = edit.byte_start, edit.byte_end
    if not 0 <= start <= end <= len(content):
        raise EditConflict(f"{_place(edit)}: bytes {start} to {end} of a file of {len(content)}")
    if end == 0 and content.startswith(_BOM):  # A byte order mark is one only in front.
        return len(_BOM), len(_BOM)
    return start, end


def _place(edit: Edit) -> str:
    return f"{edit.path}:{edit.line}:{edit.column}"


def _replacement(content: bytes, edit: Edit) -> bytes:
    """Give the new text with the line ends found where it goes; bytes smuggled in as surrogates come out again."""
    text = edit.replacement.encode(errors="surrogateescape")
    if b"\n" not in text:
        return text
    return text.replace(b"\r\n", b"\n").replace(b"\n", _line_end(content, edit.byte_start))


def _line_end(content: bytes, at: int) -> bytes:
    """Give the end of the line that holds the place; on a last line without one, that of the line before."""
    newline = content.find(b"\n", at)
    if newline == -1:
        newline = content.rfind(b"\n")
    return b"\r\n" if newline > 0 and content[newline - 1 : newline] == b"\r" else b"\n"


def _lines(content: bytes) -> Sequence[str]:
    """Cut after line feeds only, and lose nothing: two lines are equal exactly when their bytes are."""
    lines = [f"{line}\n" for line in content.decode(errors="surrogateescape").split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")  # What follows the last line feed.
    return lines if lines[-1] else lines[:-1]


def _shown(line: str) -> str:
    text = line.encode(errors="surrogateescape").decode(errors="backslashreplace")
    return text if text.endswith("\n") else f"{text}\n{_NO_END}\n"
