"""What a task is routed by, and where it goes."""

from dataclasses import dataclass
from enum import StrEnum


class Author(StrEnum):
    """Who wrote a text. Only the user's own words can name a definition that is explicit-only (M09)."""

    USER = "user"
    FILE = "file"
    TOOL = "tool"
    AGENT = "agent"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Turn:
    """One text with its author."""

    author: Author
    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the workspace without starting a program."""

    is_rust: bool = False
    """There is a Cargo.toml."""
    crates: frozenset[str] = frozenset()
    """The crates that the manifests depend on, by the names of the packages."""
    files: frozenset[str] = frozenset()
    """Names of files and folders that tell of a surface, such as `tauri.conf.json`, by their paths in the workspace."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: the turns in order, the last one of the user is what is asked now."""

    turns: tuple[Turn, ...]
    ground: Ground = Ground()


@dataclass(frozen=True, slots=True)
class Declined:
    """A definition that was thought of and not taken, and why."""

    name: str
    reason: str
    """In kebab case: `not-named`, `negated`, `quoted`, `not-the-user`, `look-alike`, `out-of-scope`, `unclear`,
    `question`, `compiler-error`, `single-crate-fix`, `broad-wording`, `isolated-surface`."""
    evidence: str = ""
    """The words that decided."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a task goes (M07)."""

    primary: str | None
    """Exactly one skill; None for what is no work in Rust."""
    supporting: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    refused: tuple[Declined, ...] = ()
    asks: str | None = None
    """What the user has to say before it goes on; None when nothing is in doubt."""
