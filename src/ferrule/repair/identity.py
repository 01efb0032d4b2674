"""What makes two errors the same: the code, the words and the item, never the line."""

import hashlib
import re
from pathlib import Path

from ferrule.edits.changes import content
from ferrule.errors import SourceChanged
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes
from ferrule.facts.target import MISSED
from ferrule.syntax.tree import enclosing_item, parse

_NUMBER = re.compile(r"\b\d+\b")
_BLANKS = re.compile(r"\s+")
_LONGEST_HEAD = 160


def identity(error: Finding) -> str:
    """Give what stays the same about an error while lines move: for counting within a search."""
    is_target = error.rule == MISSED  # the numbers of its command and its limit are what it is about
    words = error.message if is_target else _NUMBER.sub("N", error.message)
    return "|".join((error.rule or "", words, error.path or ""))


def fingerprint(error: Finding, root: Path, changes: Changes) -> str:
    """Give the identity of an incident: code, normalised message, file and the head of the item around it (P13)."""
    return hashlib.sha256(f"{identity(error)}|{_item(error, root, changes)}".encode()).hexdigest()[:16]


def _item(error: Finding, root: Path, changes: Changes) -> str:
    if error.path is None or error.line is None:
        return ""
    try:
        source = content(root / error.path, changes)
    except SourceChanged:
        return ""
    start = sum(len(line) + 1 for line in source.split(b"\n")[: error.line - 1]) + max(0, (error.column or 1) - 1)
    place = enclosing_item(parse(source), start, start)
    if place is None:
        return ""
    head = re.split(rb"[{;]", source[place.start : place.end], maxsplit=1)[0]
    return _BLANKS.sub(" ", head.decode("utf-8", "replace")).strip()[:_LONGEST_HEAD]
