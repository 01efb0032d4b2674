"""Files as text: whatever bytes somebody saved, with a remark on all that is not plain UTF-8 (C7)."""

import codecs
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.definition import Remark
from ferrule.facts.finding import Level

LIMIT: Final = 128 * 1024
"""Bytes: hosts pass over longer files."""
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HIDDEN: Final = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
"""Characters that nobody sees and a model reads: zero width, direction overrides, tags."""


@dataclass(frozen=True, slots=True)
class Text:
    """What stands in a file, with plain line ends."""

    text: str
    sha256: str
    """Of the bytes."""
    remarks: tuple[Remark, ...] = ()


def read_text(path: Path) -> Text | Remark:
    """Give the text of a file; a remark where it has none: not readable, too long, or binary. Never raises."""
    try:
        data = _bytes(path)
    except (OSError, ValueError) as fault:
        words = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        return Remark("unreadable", Level.ERROR, f"cannot be read: {words}")
    if data is None:
        return Remark("not-a-file", Level.ERROR, "is no regular file")
    if len(data) > LIMIT:
        return Remark("too-long", Level.ERROR, f"is longer than {LIMIT // 1024} KiB: hosts do not read it")
    return decode(data)


def decode(data: bytes) -> Text | Remark:
    """Give bytes as text; a remark for what is no text."""
    text, remarks = _decoded(data)
    if "\0" in text:
        return Remark("binary", Level.ERROR, "holds NUL bytes: it is no text", line=_line(text, text.index("\0")))
    if "\r" in text:
        remarks.append(
            Remark(
                "carriage-returns", Level.NOTE, "lines end with carriage returns", line=_line(text, text.index("\r"))
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if hidden := _HIDDEN.search(text):
        code = f"U+{ord(hidden.group()):04X}"
        line = _line(text, hidden.start())
        remarks.append(Remark("hidden-character", Level.WARNING, f"holds {code}, which a reader does not see", line))
    return Text(text, hashlib.sha256(data).hexdigest(), tuple(remarks))


def _bytes(path: Path) -> bytes | None:
    """Give one byte more than the limit at most; None for what is no regular file, which is never waited for."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        parts: list[bytes] = []
        left = LIMIT + 1
        while left and (part := os.read(handle, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def _decoded(data: bytes) -> tuple[str, list[Remark]]:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16"), [Remark("utf-16", Level.WARNING, "is UTF-16; hosts read UTF-8", line=1)]
        except UnicodeDecodeError:
            pass  # then it is told as what it is: bytes that are no UTF-8
    marked = data.startswith(codecs.BOM_UTF8)
    remarks = [Remark("byte-order-mark", Level.NOTE, "begins with a byte order mark", line=1)] if marked else []
    try:
        return data.decode("utf-8-sig"), remarks
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        remarks.append(Remark("not-utf-8", Level.WARNING, "is no UTF-8; it was read as Latin-1", line=line))
    try:
        return data.decode("cp1252"), remarks  # as Latin-1, with the quotation marks that Windows puts there
    except UnicodeDecodeError:
        return data.decode("latin-1"), remarks


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
