"""What is recorded of a check, and what a replay says: the values of the compile service."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading

Place: TypeAlias = tuple[str, str, tuple[str, ...]]
"""A target: the id of its package, its name and its kinds, as each of Cargo's messages tells them."""


class How(StrEnum):
    """Where a candidate is compiled."""

    NAMESPACE = "namespace"
    """At its own path: the changed files are bound over the originals (bubblewrap)."""
    SLOT = "slot"
    """In a copy of the sources at another path, with a cache of its own: slower, for want of namespaces."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One rustc call for one target of the workspace, as Cargo made it."""

    key: str
    """Crate name and Cargo's hash: the library and its test copy have different ones."""
    package_id: str
    package: str
    target: str
    kinds: tuple[str, ...]
    crate_name: str
    is_test: bool
    """Compiled with `--test`."""
    argv: tuple[str, ...]
    """Starts with rustc, or with the workspace's own RUSTC_WORKSPACE_WRAPPER."""
    cwd: Path
    root: Path
    """Of the workspace."""
    target_folder: Path
    env: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Only what Cargo, rustup or a build script set: what differs from ferrule's own environment."""
    incremental: Path | None = None
    """Cargo's folder of incremental states; None where incremental compiling is off."""
    emits_metadata: bool = True
    """False for build scripts and procedural macros: Cargo links them, a replay does not."""

    @property
    def place(self) -> Place:
        """The target that it is of: its package, name and kinds, the same for a library and its test copy."""
        return (self.package_id, self.target, self.kinds)


@dataclass(frozen=True, slots=True)
class Links:
    """Libraries of the workspace that a unit is judged against, compiled anew."""

    units: tuple[Unit, ...] = ()
    """Each after those that it needs."""
    files: frozenset[Path] = frozenset()
    """The changed files that they are made of."""


@dataclass(frozen=True, slots=True)
class UnitReport:
    """What a recorded check said about one unit."""

    unit: Unit
    findings: tuple[Finding, ...]
    compiled: bool
    """Cargo told of its artifact."""
    sure: bool = True
    """The findings are this unit's and all of them; else they may be those of another copy of its target."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One `cargo check` with the rustc calls it made. Units that were fresh made none: they had no errors."""

    reports: tuple[UnitReport, ...]
    reading: Reading
    seconds: float
    finished: bool
    """Cargo came to its own end, with errors or without."""
    note: str = ""
    """What went wrong with Cargo itself, or which wrapper was chained."""

    @property
    def compiles(self) -> bool:
        """Whether Cargo came to its end without an error."""
        return self.finished and not any(finding.level is Level.ERROR for finding in self.reading.findings)

    @property
    def broken(self) -> tuple[UnitReport, ...]:
        """The units that did not compile, in the order in which Cargo called rustc."""
        return tuple(report for report in self.reports if not report.compiled)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What rustc says of one unit with some files changed."""

    findings: tuple[Finding, ...] = ()
    ok: bool = False
    """rustc ran to its end and had no error."""
    seconds: float = 0.0
    warm: bool = False
    """It had an incremental state to start from."""
    how: How = How.NAMESPACE
    crashed: bool = False
    """The compiler itself failed: its findings tell nothing about the code."""
    note: str = ""
    """Why there is no verdict, such as a time-out or a cancel; empty when there is one."""

    @property
    def judged(self) -> bool:
        """Whether rustc said yes or no."""
        return not self.crashed and not self.note


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What one real `cargo check` says of the workspace with some files changed."""

    reading: Reading
    ok: bool
    """Cargo ran to its end and every unit compiled."""
    seconds: float
    how: How
    note: str = ""
    """Why there is no verdict; empty when there is one."""
    reports: tuple[UnitReport, ...] = ()
    """The units that were compiled, as for a recording; none where it was made in a copy."""
    target: Path | None = None
    """The private target folder, which replays of these units need in the place of the user's."""

    @property
    def broken(self) -> tuple[UnitReport, ...]:
        """The units that did not compile: those of dependents of mended packages are seen here first."""
        return tuple(report for report in self.reports if not report.compiled)
