"""Where a tool points: paths made relative to the workspace, and the place that a panic names."""

from dataclasses import dataclass, replace
from pathlib import Path

_PANICKED = "panicked at "
_DID_NOT = "test did not panic as expected"
_LONGEST_PLACE = 4096
_LONGEST_MESSAGE = 50
"""Lines within which the place of an old panic is looked for."""


@dataclass(frozen=True, slots=True)
class Panic:
    """The first line of what a panic said, and where."""

    words: str
    path: str
    line: int
    column: int


def relative(path: str, root: Path) -> str:
    """Give the path relative to the root where it lies in it, else as it came."""
    return path.removeprefix(f"{root}/")


def panic_in(text: str, root: Path) -> Panic | None:
    """Give the first panic that the text tells of, or that a panic was missing; None when it tells of none."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if found := _panic(line, lines[number + 1 : number + _LONGEST_MESSAGE]):
            return replace(found, path=relative(found.path, root))
    return None


def _panic(line: str, following: list[str]) -> Panic | None:
    _, panicked, tail = line.partition(_PANICKED)
    if panicked and tail.startswith("'"):
        return _old_panic(tail, following)
    if panicked:
        return _at(tail, following[0].strip() if following else "")
    _, did_not, tail = line.partition(f"{_DID_NOT} at ")
    return _at(tail, _DID_NOT) if did_not else None


def _old_panic(tail: str, following: list[str]) -> Panic | None:
    """Read `'words', path:line:column`, as it was before Rust 1.73; the words may go on over several lines."""
    first = tail.removeprefix("'").rpartition("', ")[0] or tail.removeprefix("'")
    ends = (line.rpartition("', ") for line in (tail, *following))
    return next((panic for _, quote, end in ends if quote and (panic := _at(end, first))), None)


def _at(place: str, words: str) -> Panic | None:
    """Read `path:line:column` with a colon or without one after it; None when it is something else."""
    parts = place[:_LONGEST_PLACE].strip().removesuffix(":").rsplit(":", 2)
    if len(parts) < len(("path", "line", "column")):
        return None
    path, line, column = parts
    if not (path and _is_number(line) and _is_number(column)):
        return None
    return Panic(words, path, int(line), int(column))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < len("1000000000")
