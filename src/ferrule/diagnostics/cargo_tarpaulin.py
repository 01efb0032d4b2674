"""The JSON report of `cargo tarpaulin`: which lines are code, and which of them ran."""

from typing import Final

import msgspec

from ferrule.diagnostics.llvm_cov import FileLines, merged
from ferrule.facts.finding import Finding, Level

REPORT: Final = "tarpaulin-report.json"
"""The name that the tool gives its report."""
_NOT_COMPILED: Final = "ERROR cargo_tarpaulin: Failed to compile tests!"
_LAST_WORD: Final = '\nError: "'


class _Stats(msgspec.Struct, frozen=True, gc=False):
    line: int | None = msgspec.field(default=None, name="Line")
    """None for a count of something else, such as a branch."""


class _Trace(msgspec.Struct, frozen=True, gc=False):
    line: int
    stats: _Stats


class _File(msgspec.Struct, frozen=True, gc=False):
    path: tuple[str, ...]
    """Folder by folder, the root first."""
    traces: tuple[_Trace, ...] = ()


class _Report(msgspec.Struct, frozen=True, gc=False):
    files: tuple[_File, ...]


_REPORT: Final = msgspec.json.Decoder(_Report)


def read_cargo_tarpaulin(text: str) -> tuple[FileLines, ...] | None:
    """Give the lines of each file; None when the text is no report. Never raises (E18)."""
    try:
        report = _REPORT.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return merged(_lines(file) for file in report.files)


def not_compiled(text: str) -> tuple[Finding, ...]:
    """Give the fact that the tests do not compile, with the compiler's words; nothing when they do."""
    _, said, tail = text.partition(_NOT_COMPILED)
    if not said:
        return ()
    rendered = tail.partition(_LAST_WORD)[0].strip("\n")
    return (Finding("cargo-tarpaulin", "build", Level.ERROR, "the tests do not compile", rendered=rendered),)


def _lines(file: _File) -> FileLines:
    counts: dict[int, int] = {}
    for trace in file.traces:
        if trace.stats.line is not None:
            counts[trace.line] = counts.get(trace.line, 0) + trace.stats.line
    covered = frozenset(line for line, count in counts.items() if count > 0)
    path = "/".join(file.path).replace("//", "/", 1)
    return FileLines(path, covered, frozenset(counts) - covered)
