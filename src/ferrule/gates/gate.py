"""What makes a module a gate, and what it is handed."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.settings import Settings
from ferrule.facts.status import Reason
from ferrule.facts.workspace import Package, Selection, Workspace
from ferrule.process.command import Outcome
from ferrule.process.sandbox import Sandbox
from ferrule.workspace.graph import chosen

DEFAULT_TIMEOUT_S = 1800.0
EVERYTHING: Final = ("**/*",)
"""What a gate reads that compiles or runs the code: sources may include any file."""


@dataclass(frozen=True, slots=True)
class Tool:
    """The program that a gate needs, and how to get it."""

    program: str
    remedy: str
    """One command that brings it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One climb: where, what of it, and within which limits."""

    workspace: Workspace
    selection: Selection
    scratch: Path
    """A folder of this run's own, for what a tool has to be handed as a file."""
    run_id: str
    jobs: int | None = None
    """How many compiler processes at once; None leaves it to Cargo."""
    timeout_s: float = DEFAULT_TIMEOUT_S
    settings: Settings = field(default_factory=Settings)
    until: float | None = None
    """End of the whole climb on the monotonic clock, in seconds; None: no limit."""
    own_target: Path | None = None
    """A target folder in the place of the workspace's: for what shall be built apart, and for a lane beside another."""
    lanes_target: Path | None = None
    """Where a second lane may build; None: there is only one."""
    lasted_s: Mapping[str, float] = field(default_factory=dict)
    """How long gates took the last time, by id."""
    sandbox: Sandbox | None = None
    cancel: threading.Event = field(default_factory=threading.Event)

    @property
    def target(self) -> Path:
        """The folder that Cargo builds in, outside of a sandbox."""
        return self.own_target or self.workspace.target_folder

    @property
    def packages(self) -> tuple[Package, ...]:
        """The members that this climb is about."""
        return chosen(self.workspace, self.selection.packages)


@dataclass(frozen=True, slots=True)
class Call:
    """How a gate starts its tool."""

    argv: tuple[str, ...]
    env: Mapping[str, str | None] = field(default_factory=dict)
    merged: bool = False
    """Standard error in the same pipe, where the order of lines carries meaning."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a gate is skipped before anything of it was started."""

    reason: Reason
    detail: str
    remedy: str = ""
    """The command or deed that would open it; empty when there is none."""


def not_due(why: str) -> Closed | None:
    """Give the answer of a gate for which nothing is due here, in these words; None when they are empty."""
    return Closed(Reason.NOT_RELEVANT, why) if why else None


def nothing_else(_: Job) -> str:
    """Give the state of a gate whose verdict hangs on files, tools and environment alone."""
    return ""


class Gate(Protocol):
    """One check of the ladder. A module is a gate when it has these names."""

    @property
    def ID(self) -> str:
        """The word that users type."""

    @property
    def TITLE(self) -> str:
        """What holds when the gate passes, in a few words."""

    @property
    def WRITES(self) -> Writes:
        """What its tool changes on disk."""

    @property
    def READS(self) -> tuple[str, ...]:
        """Which files of the workspace its verdict hangs on: patterns relative to the root, as of `pathlib`.

        The toolchain, the tool, the environment and Cargo's settings count for every gate and are not named here.
        """

    @property
    def TOOL(self) -> Tool:
        """The program it needs."""

    @property
    def UNIT(self) -> str:
        """What its work counter counts: a plural noun."""

    @property
    def NOTHING(self) -> Reason:
        """What it means when the tool ran well and saw nothing: `nothing-seen`, or `not-relevant` where the
        tool's own walk proves that nothing was due."""  # noqa: D209, D205

    def closed(self, job: Job) -> Closed | None:
        """Give why the gate need not or cannot run here; None when it has to. Asked before its tool is looked for."""

    def state(self, job: Job) -> str:
        """Give what else its verdict hangs on, such as the commit of a database: words that change when it does."""

    def call(self, job: Job) -> Call:
        """Give the command; may write what the tool needs into the job's scratch folder."""

    def read(self, job: Job, outcome: Outcome) -> Reading:
        """Turn what the tool said into findings and a count. Never raises on foreign text."""
