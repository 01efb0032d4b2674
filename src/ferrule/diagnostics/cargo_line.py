"""The shapes of Cargo's JSON lines, as far as they are read; every field may be missing."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

import msgspec

from ferrule.diagnostics.foreign import UNREADABLE
from ferrule.facts.finding import Level


class Span(msgspec.Struct, frozen=True, gc=False):
    """A piece of source, and what to put in its place where the span is part of a suggestion."""

    file_name: str = ""
    byte_start: int = 0
    byte_end: int = 0
    line_start: int = 0
    line_end: int = 0
    column_start: int = 0
    column_end: int = 0
    is_primary: bool = False
    label: str | None = None
    suggested_replacement: str | None = None
    suggestion_applicability: str | None = None
    expansion: "Expansion | None" = None
    """The call of the macro that this is part of; None for what stands in the source as it is."""


class Expansion(msgspec.Struct, frozen=True, gc=False):
    """One call of a macro."""

    span: Span


class Code(msgspec.Struct, frozen=True, gc=False):
    """An error code or the name of a lint."""

    code: str = ""


class Message(msgspec.Struct, frozen=True):
    """One diagnostic of rustc, or a remark under one."""

    message: str = ""
    code: Code | None = None
    level: str = ""
    spans: tuple[Span, ...] = ()
    children: tuple["Message", ...] = ()
    rendered: str | None = None


class Target(msgspec.Struct, frozen=True):
    """What was built."""

    name: str = ""
    kind: tuple[str, ...] = ()


class Profile(msgspec.Struct, frozen=True, gc=False):
    """How it was built."""

    test: bool = False


class Line(msgspec.Struct, frozen=True):
    """One line of Cargo's JSON."""

    reason: str = ""
    package_id: str = ""
    target: Target | None = None
    profile: Profile = Profile()
    message: Message | None = None
    executable: str | None = None
    filenames: tuple[str, ...] | None = None
    """What was built, as far as it is there; None when the line tells of nothing built."""
    success: bool | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it has what a line of its reason is read for."""
        match self.reason:
            case "compiler-message":
                return self.message is not None and self.message.level in LEVELS
            case "compiler-artifact":
                return self.target is not None
            case "build-finished":
                return self.success is not None
            case _:
                return self.reason != ""


class _Reason(msgspec.Struct, frozen=True, gc=False):
    reason: str = ""


CRASH: Final = "error: internal compiler error"
LEVELS: Final[Mapping[str, Level | None]] = {
    "error": Level.ERROR,
    CRASH: Level.ERROR,
    "warning": Level.WARNING,
    "note": Level.NOTE,
    "help": Level.HELP,
    "failure-note": None,
}
"""rustc's levels. None for the note that only tells where errors are explained."""

_READ = frozenset({"", "compiler-message", "compiler-artifact", "build-finished"})
_LINE = msgspec.json.Decoder(Line)
_REASON = msgspec.json.Decoder(_Reason)


def read_line(text: str) -> Line | None:
    """Give one line of Cargo's JSON, for a reason that is not read without more; None for anything else."""
    if not text.startswith("{"):
        return None
    try:
        line = _LINE.decode(text)
    except UNREADABLE:
        return _unknown(text)
    return line if line.is_whole else None


def _unknown(text: str) -> Line | None:
    """Give a line of a kind that Cargo may gain later, whose fields may have any shape."""
    try:
        reason = _REASON.decode(text).reason
    except UNREADABLE:
        return None
    return None if reason in _READ else Line(reason)


def package_name(package_id: str) -> str | None:
    """Give the name in a package id of any form that Cargo has had; None when it holds none.

    The forms are `path+file:///x/demo#0.1.0`, `path+file:///x#demo@0.1.0`, `registry+https://x#demo@0.1.0` and,
    before Rust 1.77, `demo 0.1.0 (path+file:///x)`.
    """
    if " " in package_id:
        return package_id.split(" ", 1)[0] or None
    url, _, fragment = package_id.partition("#")
    if "@" in fragment:
        return fragment.partition("@")[0] or None
    if fragment and not fragment[0].isdigit():
        return fragment.partition(":")[0]
    folder = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return unquote(folder) or None
