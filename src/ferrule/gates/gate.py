"""What makes a module a gate, and what it is handed."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ferrule.facts.gate import Reason, Writes
from ferrule.facts.reading import Reading
from ferrule.facts.workspace import Package, Selection, Workspace
from ferrule.process.command import Outcome
from ferrule.process.sandbox import Sandbox
from ferrule.workspace.graph import chosen

DEFAULT_TIMEOUT_S = 1800.0


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
    sandbox: Sandbox | None = None
    cancel: threading.Event = field(default_factory=threading.Event)

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


class Gate(Protocol):
    """One check of the ladder. A module is a gate when it has these names."""

    @property
    def ID(self) -> str:  # noqa: N802 - constants of a module
        """The word that users type."""

    @property
    def TITLE(self) -> str:  # noqa: N802
        """What holds when the gate passes, in a few words."""

    @property
    def WRITES(self) -> Writes:  # noqa: N802
        """What its tool changes on disk."""

    @property
    def TOOL(self) -> Tool:  # noqa: N802
        """The program it needs."""

    @property
    def UNIT(self) -> str:  # noqa: N802
        """What its work counter counts: a plural noun."""

    @property
    def NOTHING(self) -> Reason:  # noqa: N802
        """What it means when the tool ran well and saw nothing: `nothing-seen`, or `not-relevant` where the
        tool's own walk proves that nothing was due."""  # noqa: D209, D205

    def irrelevant(self, job: Job) -> str:
        """Give why nothing is due in this workspace; empty when something is."""

    def call(self, job: Job) -> Call:
        """Give the command; may write what the tool needs into the job's scratch folder."""

    def read(self, job: Job, outcome: Outcome) -> Reading:
        """Turn what the tool said into findings and a count. Never raises on foreign text."""
