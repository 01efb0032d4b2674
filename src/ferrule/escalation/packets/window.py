"""The code around the places that a diagnostic points at, with numbers and marks (P26)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ferrule.escalation.sources import Sources, line_of, text_of
from ferrule.facts.finding import Finding, Spot
from ferrule.facts.packet import Window
from ferrule.syntax.tree import enclosing_item, parse

MARK: Final = ">"
GAP: Final = "     ..."
"""Stands for lines that are left out."""
_AROUND: Final = 12
_NEAR: Final = 4
_SHORT: Final = 60
"""Lines up to which an item is shown whole."""
_SHORT_ELSEWHERE: Final = 25
_MOST_MARKED: Final = 40
_MOST_WINDOWS: Final = 6
_LONGEST_LINE: Final = 400
Lines = tuple[int, int]
"""First and last line, from 1, both inclusive."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A window, and which lines of its file it shows."""

    window: Window
    shown: Lines


def primary(error: Finding, sources: Sources) -> Cut | None:
    """Give the window of the place that the error names first; None where no file of the workspace holds it."""
    if error.path is None:
        return None
    line = error.line or 1
    marked = [_capped(line, error.end_line or line)]
    text = text_of(error.path, sources)
    if text is not None:
        marked += [_lines(text, spot) for spot in error.spots if spot.path == error.path]
    return at(error.path, line, sources, marked, _AROUND, _SHORT)


def related(error: Finding, sources: Sources, shown: Cut) -> tuple[Window, ...]:
    """Give windows of the other places that the diagnostic points at, in its order; none twice, none from outside."""
    found: list[Cut] = [shown]
    for spot in error.spots:
        text = text_of(spot.path, sources)
        if text is None or any(_holds(cut, spot.path, _lines(text, spot)) for cut in found):
            continue
        marks = [_lines(text, other) for other in error.spots if other.path == spot.path]
        cut = at(spot.path, _lines(text, spot)[0], sources, marks, _NEAR, _SHORT_ELSEWHERE)
        if cut is not None:
            found.append(cut)
    return tuple(cut.window for cut in found[1 : _MOST_WINDOWS + 1])


def at(path: str, line: int, sources: Sources, marked: Iterable[Lines], around: int, short: int) -> Cut | None:
    """Give the window around a line: its whole item when that has at most `short` lines, else `around` each way."""
    text = text_of(path, sources)
    if text is None:
        return None
    rows = text.decode("utf-8", "replace").split("\n")
    rows = rows[:-1] if len(rows) > 1 and not rows[-1] else rows
    line = min(max(line, 1), len(rows))
    item = _item(text, line) if path.endswith(".rs") else None
    first, last = max(1, line - around), min(len(rows), line + around)
    head: list[int] = []
    if item is not None and item[1] - item[0] < short:
        first, last = item
    elif item is not None:
        first, last = max(first, item[0]), min(last, item[1])
        head = [item[0]] if item[0] < first else []
    lit = {number for one, other in marked for number in range(one, other + 1)}
    shown = [_row(rows, number, lit) for number in (*head, *range(first, last + 1))]
    if head and first > head[0] + 1:
        shown.insert(1, GAP)
    return Cut(Window(path, line, "\n".join(shown), sources.toolchain), (first, last))


def _lines(text: bytes, spot: Spot) -> Lines:
    return _capped(line_of(text, spot.byte_start), line_of(text, max(spot.byte_start, spot.byte_end - 1)))


def _capped(first: int, last: int) -> Lines:
    return first, min(max(first, last), first + _MOST_MARKED)


def _holds(cut: Cut, path: str, lines: Lines) -> bool:
    return cut.window.path == path and cut.shown[0] <= lines[0] <= cut.shown[1]


def _item(text: bytes, line: int) -> Lines | None:
    """Give the first and the last line of the item in which a line lies; None between items."""
    starts = text.split(b"\n")
    offset = sum(len(row) + 1 for row in starts[: line - 1])
    indent = len(starts[line - 1]) - len(starts[line - 1].lstrip())
    found = enclosing_item(parse(text), offset + indent, offset + max(indent, len(starts[line - 1].rstrip())))
    return (found.line, found.end_line) if found is not None else None


def _row(rows: list[str], number: int, lit: set[int]) -> str:
    row = rows[number - 1].rstrip("\r")
    if len(row) > _LONGEST_LINE:
        row = f"{row[:_LONGEST_LINE]} ... ({len(row) - _LONGEST_LINE} characters more)"
    return f"{MARK if number in lit else ' '}{number:>5} | {row}".rstrip()
