"""The JSON export of `cargo llvm-cov`: which lines are code, and which of them ran."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import msgspec

_TYPE: Final = "llvm.coverage.json.export"
_LONGEST_FILE: Final = 10_000_000
"""Lines; a number beyond that was not written by the tool."""


@dataclass(frozen=True, slots=True)
class FileLines:
    """The lines of one file that are code, counted from 1."""

    path: str
    """As the tool said; absolute with cargo-llvm-cov and cargo-tarpaulin."""
    covered: frozenset[int]
    uncovered: frozenset[int]


class _Segment(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Where a count begins to hold; it holds until the next segment."""

    line: int
    column: int
    count: int
    has_count: bool
    """False where code without a counter begins: the space between functions, comments."""
    is_entry: bool
    """A region begins here, not merely the rest of one that was interrupted."""
    is_gap: bool = False


class _File(msgspec.Struct, frozen=True, gc=False):
    filename: str
    segments: tuple[_Segment, ...] = ()


class _Data(msgspec.Struct, frozen=True, gc=False):
    files: tuple[_File, ...] = ()


class _Export(msgspec.Struct, frozen=True, gc=False):
    type: str
    data: tuple[_Data, ...] = ()


_EXPORT = msgspec.json.Decoder(_Export)


def read_llvm_cov(text: str) -> tuple[FileLines, ...] | None:
    """Give the lines of each file; None when the text is no export. Never raises (E18).

    A segment carries the sum over all binaries and all instantiations of a generic function, so that a line counts as
    covered when any of them ran it. The tool's own total differs: it adds up functions, takes for each the one
    instantiation that covers most, counts the lines of a closure once more, and counts test code within a file too.
    """
    try:
        export = _EXPORT.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    files = tuple(file for data in export.data for file in data.files)
    if export.type != _TYPE or any(segment.line > _LONGEST_FILE for file in files for segment in file.segments):
        return None
    return merged(FileLines(file.filename, *_lines(file.segments)) for file in files)


def merged(files: Iterable[FileLines]) -> tuple[FileLines, ...]:
    """Give each file once: a line that ran in one report of it has run."""
    found: dict[str, FileLines] = {}
    for file in files:
        known = found.get(file.path, FileLines(file.path, frozenset(), frozenset()))
        covered = known.covered | file.covered
        found[file.path] = FileLines(file.path, covered, (known.uncovered | file.uncovered) - covered)
    return tuple(found.values())


def _lines(segments: tuple[_Segment, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """Give the covered and the uncovered lines."""
    counts = dict(_counts(segments))
    covered = frozenset(line for line, count in counts.items() if count > 0)
    return covered, frozenset(counts) - covered


def _counts(segments: tuple[_Segment, ...]) -> Iterator[tuple[int, int]]:
    """Yield each line that is code with how often it ran, by the rules of LLVM (`LineCoverageStats`).

    A line ran as often as the busiest region that begins on it, or as what goes on from the line before.
    """
    before: _Segment | None = None
    known = 0
    for line, group in groupby(segments, lambda segment: segment.line):
        if before is not None and before.has_count:
            yield from ((between, before.count) for between in range(known + 1, line))
        on_it = tuple(group)
        if (count := _count(on_it, before)) is not None:
            yield line, count
        before, known = on_it[-1], line


def _count(on_it: tuple[_Segment, ...], before: _Segment | None) -> int | None:
    """Give how often a line ran on which segments begin; None when it is no code."""
    begin = [segment.count for segment in on_it if segment.is_entry and segment.has_count and not segment.is_gap]
    wrapped = [before.count] if before is not None and before.has_count else []
    skipped = on_it[0].is_entry and not on_it[0].has_count
    is_code = (bool(wrapped or begin) and not skipped) or any(one.is_entry and one.has_count for one in on_it)
    if not is_code:
        return None
    return max((*wrapped, *begin), default=0)
