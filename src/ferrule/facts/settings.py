"""What a team has settled for its workspace: thresholds, profiles, own gates; and where each value came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ferrule.facts.repair import ClonePolicy
from ferrule.facts.status import Reason


@dataclass(frozen=True, slots=True)
class CoverageSettings:
    """What the gate `coverage` asks for, in percent of lines (E18)."""

    total: float = 90.0
    file: float = 0.0
    """Of each file; 0 asks for nothing."""
    changed: float = 90.0
    """Of the lines changed since `since`."""
    since: str = ""
    """A revision; empty: the merge base with the default branch, and no demand on changed lines without git."""
    exclude: tuple[str, ...] = ()
    """Patterns of files that do not count, relative to the root."""


@dataclass(frozen=True, slots=True)
class SemverSettings:
    """What the gate `semver-checks` compares with."""

    baseline: str = ""
    """A revision; empty: the newest release in the registry, else the last release tag."""


@dataclass(frozen=True, slots=True)
class MutantsSettings:
    """How far the gate `mutants` goes."""

    since: str = ""
    """A revision: only lines changed since are mutated; empty: the merge base with the default branch."""
    missed: int = 0
    """Mutants that may live."""


@dataclass(frozen=True, slots=True)
class OwnGate:
    """A gate that the team brought along: one command, never a shell."""

    id: str
    argv: tuple[str, ...]
    """The program is a name on PATH, or, with a `/` in it, a file relative to the root."""
    title: str = ""
    profiles: tuple[str, ...] = ("release",)
    writes: str = "target"
    """nothing, target or source."""
    reads: tuple[str, ...] = ("**/*",)
    """Patterns of the files that its verdict hangs on; empty: it runs each time."""
    unit: str = "runs"
    seen: str = ""
    """A regular expression over its output. The numbers in its first group are added up; without a group, each match
    counts as one. Empty: the exit code alone decides, and the row says so."""
    failed: str = ""
    """A regular expression: a match in the output is a failure, whatever the exit code. Empty: an exit code other than
    0 is one."""
    timeout_s: float | None = None
    """None: that of all gates. Stands in `Settings.timeouts_s` too."""
    remedy: str = ""
    """The command that brings its program."""


@dataclass(frozen=True, slots=True)
class FixSettings:
    """Limits of `ferrule fix` (P14)."""

    attempts: int = 2
    budget_s: float = 300.0
    test_timeout_s: float = 120.0
    published: tuple[str, ...] = ()
    """Members whose public signatures may not change, besides those with a release tag in git."""
    clone: ClonePolicy = ClonePolicy.RECORD
    max_level: int | None = None
    """The highest level that is asked; None: 4, which is the user, or 3 where the variable CI is set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one workspace."""

    profile: str = "standard"
    profiles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Gates by profile, for profiles that the team defined or redefined."""
    allow_skip: frozenset[Reason] = frozenset()
    jobs: int | None = None
    timeout_s: float = 1800.0
    """For each gate."""
    budget_s: float | None = None
    """For the whole climb; None: no limit."""
    timeouts_s: Mapping[str, float] = field(default_factory=dict)
    """By gate, own ones too. Empty where a flag or the environment set a limit for all gates: they are stronger."""
    coverage: CoverageSettings = field(default_factory=CoverageSettings)
    semver: SemverSettings = field(default_factory=SemverSettings)
    mutants: MutantsSettings = field(default_factory=MutantsSettings)
    fix: FixSettings = field(default_factory=FixSettings)
    gates: tuple[OwnGate, ...] = ()
    file: str = ""
    """The file in the root that settings came from: `ferrule.toml` or `Cargo.toml`; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line says of settings; None where it says nothing, so that it hides nothing."""

    profile: str | None = None
    allow_skip: frozenset[Reason] | None = None
    jobs: int | None = None
    timeout_s: float | None = None
    """For each gate."""
    budget_s: float | None = None
    """For the whole climb."""
    attempts: int | None = None
    """Of `fix`, for each error."""
    fix_budget_s: float | None = None
    test_timeout_s: float | None = None
    max_level: int | None = None


Scalar: TypeAlias = str | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Value:
    """One setting as it is in force."""

    key: str
    """With dots, as in the file: `coverage.total`, `gate.miri.argv`."""
    value: Scalar
    """None where nothing is set and there is no default."""
    origin: str
    """`default`, a file with its line, the name of a variable, or a flag."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings in force, and where each came from."""

    settings: Settings
    values: tuple[Value, ...]
    """In the order of the reference."""


@dataclass(frozen=True, slots=True)
class NewSettings:
    """What `ferrule init` wrote, or would write."""

    path: str
    text: str
    written: bool
    notes: tuple[str, ...] = ()
    """What a reader should know beside it: where the schema lies, whether the trust still holds."""
