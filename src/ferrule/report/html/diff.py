"""A unified diff as lines with their kind and their numbers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ferrule.report.escape import for_terminal

if TYPE_CHECKING:
    from unidiff.patch import Line

_KINDS: Final = {"+": "add", "-": "del"}
_LONGEST: Final = 200_000


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a diff."""

    kind: str
    """add, del, hunk, or empty for one that stays."""
    old: int | None
    new: int | None
    text: str
    """Without its sign."""


@dataclass(frozen=True, slots=True)
class Diff:
    """One diff for the page."""

    lines: tuple[DiffLine, ...]
    added: int
    removed: int
    left_out: int
    """Characters that were cut off at the end."""


def read_diff(text: str) -> Diff:
    """Give the lines of a unified diff; one that cannot be read is shown as it is, without numbers."""
    whole = text[:_LONGEST]
    left_out = len(text) - len(whole)
    lines = _plain(whole) if left_out else _parsed(for_terminal(whole)) or _plain(whole)
    added, removed = (sum(line.kind == kind for line in lines) for kind in ("add", "del"))
    return Diff(lines, added, removed, left_out)


def _parsed(text: str) -> tuple[DiffLine, ...]:
    """Give the lines of all hunks; none when the text is no diff."""
    from unidiff.errors import UnidiffParseError
    from unidiff.patch import PatchSet

    try:
        hunks = [hunk for file in PatchSet.from_string(text) for hunk in file]
    except (UnidiffParseError, ValueError):
        return ()
    return tuple(
        line
        for hunk in hunks
        for line in (
            DiffLine("hunk", None, None, f"@@ -{hunk.source_start} +{hunk.target_start} @@ {hunk.section_header}"),
            *(_line(one) for one in hunk),
        )
    )


def _line(one: "Line") -> DiffLine:
    return DiffLine(_KINDS.get(one.line_type, ""), one.source_line_no, one.target_line_no, one.value.rstrip("\n"))


def _plain(text: str) -> tuple[DiffLine, ...]:
    """Give lines by their first character alone."""
    return tuple(
        DiffLine(_KINDS.get(line[:1], ""), None, None, line[1:] if line[:1] in {"+", "-", " "} else line)
        for line in for_terminal(text).strip("\n").split("\n")
        if line
    )
