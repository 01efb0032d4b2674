"""The lines of `cargo deny --format json`: its log, its diagnostics, and the closing summary."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from ferrule.diagnostics.foreign import UNREADABLE

_OPENING = re.compile(r"Opening advisory database at '(?P<folder>.+)'$")
_LOADED = re.compile(r"finished loading advisory database from (?P<folder>.+)$")
_GATHERED = re.compile(r"gathered (?P<count>[0-9]{1,9}) crates in ")
_SETTINGS = re.compile(r"failed to (?:parse|deserialize|validate) config(?:uration file)? ")
_LOCKED = "--locked was passed"
_DATABASE = "advisory database"
_STALE = "repository is stale"


class Label(msgspec.Struct, frozen=True):
    """A place that a diagnostic points to; in which file, cargo-deny does not say."""

    line: int = 0
    column: int = 0
    message: str = ""
    span: str = ""
    """The text that stands there."""


class Krate(msgspec.Struct, frozen=True):
    """A crate of the graph."""

    name: str = ""
    version: str = ""


class Node(msgspec.Struct, frozen=True):
    """A crate and those that need it."""

    krate: Krate | None = msgspec.field(name="Krate", default=None)
    parents: tuple["Node", ...] = ()


class Advisory(msgspec.Struct, frozen=True):
    """What a database says of a crate; most of it is in the diagnostic's notes too."""

    id: str = ""


class Diagnostic(msgspec.Struct, frozen=True):
    """One thing that cargo-deny says about a crate or about its settings."""

    severity: str
    message: str
    code: str | None = None
    graphs: tuple[Node, ...] = ()
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    advisory: Advisory | None = None


class Stats(msgspec.Struct, frozen=True):
    """How a check ended. Without defaults: counts under other names must not look like none."""

    errors: int
    warnings: int


class _Log(msgspec.Struct, frozen=True):
    level: str
    message: str


class _Line(msgspec.Struct, frozen=True):
    type: str
    fields: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Talk:
    """All that one run of cargo-deny said."""

    diagnostics: tuple[Diagnostic, ...] = ()
    summary: Mapping[str, Stats] | None = None
    """How each check ended, by its name; None when it did not come so far."""
    complaints: tuple[str, ...] = ()
    """What it logged as an error: about itself, its settings, its database, Cargo."""
    crates: int | None = None
    """How many crates it looked at; None when it did not say."""
    databases: tuple[str, ...] = ()
    """Folders of the advisory databases that it wanted."""
    loaded: tuple[str, ...] = ()
    """Those of them that it read."""
    unread: tuple[str, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The databases that it wanted and did not begin to read."""
        return tuple(folder for folder in self.databases if folder not in self.loaded)

    @property
    def lacks_a_database(self) -> bool:
        """Whether it ended because it could not use a database.

        It may fail before it names one, for want of a lock beside it, and says "finished" of one that it cannot parse.
        """
        is_about_one = any(_DATABASE in complaint for complaint in self.complaints)
        return self.summary is None and (bool(self.lacking) or is_about_one)

    @property
    def has_a_stale_database(self) -> bool:
        """Whether a database is there and too old for the settings (`maximum-db-staleness`)."""
        return any(_STALE in complaint for complaint in self.complaints)

    @property
    def refuses_its_settings(self) -> bool:
        """Whether it could not work by its settings file: an error that is about no crate, and no summary."""
        is_refused = any(_SETTINGS.search(complaint) for complaint in self.complaints)
        return self.summary is None and (
            is_refused or any(d.severity == "error" and not d.graphs for d in self.diagnostics)
        )

    @property
    def wants_another_lock(self) -> bool:
        """Whether Cargo.lock does not fit the manifests, which Cargo was told to leave as it is."""
        return any(_LOCKED in complaint for complaint in self.complaints)


def read_talk(text: str) -> Talk:
    """Turn standard error into what was said. Never raises: what it cannot read, it hands back."""
    diagnostics: list[Diagnostic] = []
    logs: list[_Log] = []
    unread: list[str] = []
    summary: Mapping[str, Stats] | None = None
    for line in filter(str.strip, text.split("\n")):
        match _read(line):
            case Diagnostic() as diagnostic:
                diagnostics.append(diagnostic)
            case _Log() as log:
                logs.append(log)
            case None:
                unread.append(line)
            case stats:
                summary = stats
    return _said(tuple(diagnostics), summary, logs, tuple(unread))


def _read(line: str) -> Diagnostic | _Log | Mapping[str, Stats] | None:
    """Give what a line holds; None when it is none of cargo-deny's."""
    try:
        found = msgspec.json.decode(line, type=_Line)
        match found.type:
            case "diagnostic":
                return msgspec.json.decode(found.fields, type=Diagnostic)
            case "log":
                return msgspec.json.decode(found.fields, type=_Log)
            case "summary":
                return msgspec.json.decode(found.fields, type=dict[str, Stats])
            case _:
                return None
    except UNREADABLE:
        return None


def _said(
    diagnostics: tuple[Diagnostic, ...], summary: Mapping[str, Stats] | None, logs: list[_Log], unread: tuple[str, ...]
) -> Talk:
    words = [log.message for log in logs]
    counts = [int(found["count"]) for found in map(_GATHERED.match, words) if found]
    return Talk(
        diagnostics,
        summary,
        tuple(log.message.strip() for log in logs if log.level == "ERROR"),
        counts[-1] if counts else None,
        tuple(dict.fromkeys(found["folder"] for found in map(_OPENING.match, words) if found)),
        tuple(dict.fromkeys(found["folder"] for found in map(_LOADED.match, words) if found)),
        unread,
    )
