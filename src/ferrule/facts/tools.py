"""What gates need beside Cargo: what is there, what can be brought, and what became of bringing it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Origin(StrEnum):
    """What put a program where it is."""

    PATH = "path"
    """Whoever filled a folder of PATH: the system, the user."""
    RUSTUP = "rustup"
    CARGO = "cargo"
    """`cargo install`, into Cargo's own folder."""
    PYTHON = "python"
    """A Python package beside ferrule: the extra `tools`."""
    FERRULE = "ferrule"
    """`ferrule tools install`."""

    @property
    def words(self) -> str:
        """How it is called to people."""
        return {
            Origin.PATH: "PATH",
            Origin.CARGO: "cargo install",
            Origin.PYTHON: "Python package",
            Origin.FERRULE: "ferrule tools",
        }.get(self, self.value)


class Standing(StrEnum):
    """Whether gates can work with what is there."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"
    """There, and does not tell its version: no rustup component behind the name, another machine's program."""
    TOO_OLD = "too-old"
    SPARE = "spare"
    """Missing, and another one does the same, or is to be brought first."""


class Way(StrEnum):
    """How a tool is brought."""

    WHEEL = "wheel"
    """Prebuilt, from a Python package index or a folder."""
    CRATE = "cargo-install"
    """Built here from the crate."""
    COMPONENT = "rustup"
    """By rustup, into the toolchain."""


@dataclass(frozen=True, slots=True)
class Found:
    """One program that is there."""

    path: str
    version: str | None
    """None when it tells none."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class Need:
    """One tool: who needs it, what is there, what would be brought."""

    name: str
    gates: tuple[str, ...]
    """Ids of the gates that are not decided without it; empty for one that no gate of ferrule's own needs."""
    standing: Standing
    found: Found | None
    """The one that gates get; None when there is none."""
    others: tuple[Found, ...] = ()
    """Further ones of that name, which nobody gets."""
    purpose: str = ""
    """What else needs it; empty for nothing else."""
    oldest: str | None = None
    """The oldest version that ferrule supports; None: any will do."""
    pinned: str | None = None
    """The version that would be brought; None when it comes with the toolchain, or cannot be brought."""
    way: Way | None = None
    """How it would be brought; None: not by ferrule."""
    detail: str = ""
    remedy: str = ""
    """The command that brings it; empty when nothing has to be."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """All tools."""

    folder: str
    """Where ferrule keeps those that it brought."""
    needs: tuple[Need, ...]
    """Those that gates need, in the order of the ladder."""
    extras: tuple[Need, ...] = ()
    """Those that it can bring for gates of a team's own."""


@dataclass(frozen=True, slots=True)
class ToolRequest:
    """What shall be brought, and from where."""

    start: Path
    """A folder in the workspace whose toolchain counts; need not be one."""
    names: tuple[str, ...] = ()
    profile: str | None = None
    """All that the gates of this profile need."""
    everything: bool = False
    """All that any gate needs."""
    wheels: Path | None = None
    """A folder with wheels, which is asked before the index."""
    network: bool = True
    build: bool = False
    """Built here with `cargo install`, though there is a wheel."""
    force: bool = False
    """The pinned version, though a supported one is there: it then goes before that one."""
    dry_run: bool = False


class Result(StrEnum):
    """What became of one tool."""

    PLANNED = "planned"
    INSTALLED = "installed"
    THERE = "there"
    """Nothing had to be done."""
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Deed:
    """One tool of one call: what was to be done, and what became of it."""

    name: str
    result: Result
    version: str | None = None
    """The version that is, or would be, there afterwards; None when it is none of ferrule's pins."""
    way: Way | None = None
    source: str = ""
    """The file and where it is from, or the command that brings it."""
    size: int | None = None
    """Bytes to download; None when nobody knows before."""
    sha256: str | None = None
    """What the downloaded file has to have; None where rustup checks its own."""
    path: str | None = None
    """Its first program afterwards; None when it is not there."""
    origin: Origin | None = None
    """What put that program there; None when it is not there."""
    detail: str = ""
    remedy: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Deeds:
    """All that one call did."""

    action: str
    """`install`, `update` or `uninstall`."""
    dry_run: bool
    folder: str
    deeds: tuple[Deed, ...]

    @property
    def exit_code(self) -> int:
        """3 when something was asked for and is not there, else 0."""
        return 3 if any(deed.result is Result.FAILED for deed in self.deeds) else 0


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that happens while a tool is brought; secrets masked."""

    name: str
    """Empty when it is about all."""
    words: str
    passing: bool = False
    """A line of the program at work, which the next one replaces."""
