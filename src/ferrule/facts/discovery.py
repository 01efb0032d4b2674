"""What a repository checks of its own: each command with its place, and the gate of ours that does the same."""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """What kind of file a command was found in."""

    CARGO = "cargo"
    """An alias of Cargo's settings."""
    XTASK = "xtask"
    JUST = "just"
    MAKE = "make"
    MISE = "mise"
    GITHUB = "github"
    GITLAB = "gitlab"


class Kind(StrEnum):
    """What a command is for."""

    GATE = "gate"
    """It judges the code and changes nothing of it."""
    SETUP = "setup"
    """It prepares: installs, downloads, cleans, builds what is handed on."""
    DEPLOY = "deploy"
    """It leaves something behind that nobody can take back: a release, a push, a removed file."""
    UNKNOWN = "unknown"
    """Nothing says what it is for."""


class Adoptable(StrEnum):
    """Whether a command may become a gate of one's own."""

    YES = "yes"
    BY_NAME = "by name"
    """It goes beyond a built-in gate, or runs what is not known: only when it is named."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a command is not the gate that it equals."""

    words: str
    is_beyond: bool
    """The gate does not cover it; else the gate covers that and more."""


@dataclass(frozen=True, slots=True)
class Equal:
    """A built-in gate that does what a command does."""

    gate: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Find:
    """One command of the repository."""

    source: Source
    path: str
    """Relative to the workspace's root; may begin with `..` where the repository's root lies above."""
    line: int
    name: str
    """What `--adopt` takes, unique among all finds."""
    command: str
    """As one would type it; for a line of a workflow as it is written there."""
    runs: tuple[str, ...]
    """What an alias, recipe, target or task runs, as written; empty for a plain command."""
    kind: Kind
    why: str
    """Why it is of this kind, in a few words; empty where the equal gates say it."""
    equals: tuple[Equal, ...]
    adoptable: Adoptable
    why_not: str
    """Why it cannot be adopted, or only by its name; empty when it can."""
    argv: tuple[str, ...]
    """What an adopted gate would run; empty when it cannot be adopted."""
    within: tuple[str, ...] = ()
    """Jobs that run it, for a workflow."""
    uncovered: tuple[str, ...] = ()
    """Commands of it that judge something, and no built-in gate does what they do."""
    conditions: tuple[str, ...] = ()
    """What the file says of when and how it runs, such as `if: github.event_name == 'push'`."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that could not be read, and why; all else was."""

    path: str
    line: int | None
    """None where the whole file is meant."""
    words: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """All that a repository runs of Cargo, just, make and mise, as far as its files say so."""

    workspace: str
    files: tuple[str, ...]
    """What was looked at, relative to the root."""
    finds: tuple[Find, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A command that was not adopted."""

    find: Find
    why: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was written into the settings."""

    file: str
    diff: str
    """Empty when nothing changed."""
    adopted: tuple[Find, ...]
    left_out: tuple[LeftOut, ...]
    note: str = ""
    """What the user does next, such as `ferrule trust`."""
