"""What a tool said about one place: findings, spans and the edits it suggests."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_QUALIFIED: Final = re.compile(r"\b(?:\w+::)+(?=\w)")


class Level(StrEnum):
    """How bad a finding is, in the words of rustc."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    HELP = "help"


class Phase(StrEnum):
    """The stage of rustc that spoke; a later phase runs only when the earlier ones are clean."""

    PARSE = "parse"
    RESOLVE = "resolve"
    TYPE = "type"
    BORROW = "borrow"
    LINT = "lint"


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in one file."""

    path: str
    byte_start: int
    byte_end: int
    line: int
    column: int
    end_line: int
    end_column: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Edits that belong together, as the compiler offered them."""

    message: str
    applicability: str
    """MachineApplicable, MaybeIncorrect, HasPlaceholders or Unspecified."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that the compiler points at, with its words for it."""

    path: str
    byte_start: int
    byte_end: int
    label: str
    """What it says there, such as `expected `u32`, found `usize``; may be empty."""
    primary: bool
    note: str = ""
    """The remark that points here; empty where it is the error itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that one tool said."""

    tool: str
    rule: str | None
    """Error code or lint name; None when the tool gave none, as rustc does for syntax errors."""
    level: Level
    message: str
    path: str | None = None
    """Relative to the workspace where the file lies in it, else as the tool said; None when no file is meant."""
    line: int | None = None
    column: int | None = None
    """Counted from 1, in characters."""
    end_line: int | None = None
    end_column: int | None = None
    rendered: str = ""
    """The tool's own full text."""
    suggestions: tuple[Suggestion, ...] = ()
    phase: Phase | None = None
    """None when the tool is not rustc or clippy."""
    package: str | None = None
    """Name of the Cargo package, where the tool told it."""
    spots: tuple[Spot, ...] = ()
    """What an error of rustc points at, primary places first; none for anything else."""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two reports of one thing equal: rule, words and place, not the target or tool.

        A library and its test copy write the same type with another path.
        """
        words = _QUALIFIED.sub("", self.message)
        return (self.rule, words, self.path, self.line, self.column, self.end_line, self.end_column)
