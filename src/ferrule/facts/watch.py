"""What happens while a workspace is watched, for whoever shows it."""

from dataclasses import dataclass, field
from typing import TypeAlias

from ferrule.facts.gate import CheckReport
from ferrule.facts.progress import Progress
from ferrule.facts.request import CheckRequest


@dataclass(frozen=True, slots=True)
class WatchRequest:
    """One call of `ferrule watch`."""

    check: CheckRequest
    """What is climbed after each save."""
    poll: bool = False
    """Look at the files now and then, whether the file system tells of changes or not."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One gate of the ladder, before it has a row."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Laddered:
    """Which gates get a row from now on."""

    workspace: str
    profile: str
    profiles: tuple[str, ...]
    """All that may be chosen here."""
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Seeing:
    """How changes are seen from now on."""

    polling: bool
    why: str = ""
    """Why the files are looked at now and then; empty where the file system tells of changes."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Files changed, and what was known of them holds no more."""

    paths: tuple[str, ...]
    """A few of them, relative to the workspace where they lie in it."""
    count: int
    stale: frozenset[str]
    """Ids of the gates whose rows are no longer about the tree as it is."""


@dataclass(frozen=True, slots=True)
class RoundBegan:
    """The ladder is climbed once more."""

    number: int


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """The ladder was climbed, or the climb was cut short by a newer change."""

    report: CheckReport
    cut_short: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """Nothing can be climbed: a manifest with a mistake, a workspace that is gone, no toolchain. The watch goes on."""

    words: str
    hint: str


@dataclass(frozen=True, slots=True)
class Muted:
    """A file that gates write again and again while they run: its changes no longer start a round."""

    path: str


@dataclass(frozen=True, slots=True)
class Broke:
    """A bug of ferrule ended the watch."""

    trace: str


Happening: TypeAlias = Progress | Laddered | Seeing | Saved | RoundBegan | RoundEnded | Trouble | Muted | Broke


@dataclass(frozen=True, slots=True)
class Anew:
    """Which gates run whatever is remembered of them."""

    gates: frozenset[str] = field(default_factory=frozenset)
    everything: bool = False

    def covers(self, gate: str) -> bool:
        """Give whether this gate has to run."""
        return self.everything or gate in self.gates
