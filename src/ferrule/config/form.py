"""The settings as their author writes them; the JSON Schema for editors comes from the same structs."""

from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, field

from ferrule.config.duration import FORM, LONGEST_S, PATTERN
from ferrule.facts.repair import ClonePolicy
from ferrule.facts.settings import (
    CoverageSettings,
    FixSettings,
    MutantsSettings,
    OwnGate,
    SemverSettings,
    Settings,
)
from ferrule.facts.status import Reason

NEVER_ACCEPTED: Final = (Reason.NOTHING_SEEN, Reason.TOOL_ERROR)
"""A gate that saw nothing or broke down cannot be waved through."""
DurationText: TypeAlias = Annotated[str, Meta(pattern=PATTERN)]
Duration: TypeAlias = Annotated[float, Meta(gt=0, le=LONGEST_S, description=FORM)] | DurationText
Percent: TypeAlias = Annotated[float, Meta(ge=0, le=100)]
Words: TypeAlias = tuple[str, ...]
GateName: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_-]*$", max_length=40)]

_ALL = Settings()
_COVERAGE = CoverageSettings()
_FIX = FixSettings()
_GATE = OwnGate("", ())


class _Table(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """A table in which every key is known."""


class Coverage(_Table, frozen=True):
    """What the gate `coverage` asks for, in percent of lines."""

    total: Annotated[Percent, Meta(description="Of all lines.")] = _COVERAGE.total
    file: Annotated[Percent, Meta(description="Of the lines of each file; 0 asks for nothing.")] = _COVERAGE.file
    changed: Annotated[Percent, Meta(description="Of the lines changed since `since`.")] = _COVERAGE.changed
    since: Annotated[str, Meta(description="A revision; empty: the merge base with the default branch.")] = (
        _COVERAGE.since
    )
    exclude: Annotated[Words, Meta(description="Patterns of files that do not count, relative to the root.")] = (
        _COVERAGE.exclude
    )


class Semver(_Table, frozen=True):
    """What the gate `semver-checks` compares with."""

    baseline: Annotated[
        str, Meta(description="A revision; empty: the newest release in the registry, else the last release tag.")
    ] = SemverSettings().baseline


class Mutants(_Table, frozen=True):
    """How far the gate `mutants` goes."""

    since: Annotated[
        str,
        Meta(description="A revision: only lines changed since are mutated; empty: the merge base."),
    ] = MutantsSettings().since
    missed: Annotated[int, Meta(ge=0, le=1_000_000, description="Mutants that may live.")] = MutantsSettings().missed


class Fix(_Table, frozen=True):
    """Limits of `ferrule fix`."""

    attempts: Annotated[int, Meta(ge=1, le=2, description="For each error, at most.")] = _FIX.attempts
    budget: Annotated[Duration, Meta(description="For the search, at most.")] = _FIX.budget_s
    test_timeout: Annotated[Duration, Meta(description="For the tests that judge a repair.")] = _FIX.test_timeout_s
    published: Annotated[
        Words, Meta(description="Members whose public signatures may not change, besides those with a release tag.")
    ] = _FIX.published
    clone: Annotated[
        ClonePolicy,
        Meta(description="Repairs that copy a value: like any other, after those that cost nothing, or never."),
    ] = _FIX.clone
    max_level: Annotated[
        Annotated[int, Meta(ge=1, le=4)] | UnsetType,
        Meta(description="The highest level that is asked. Unset: 4, the user; 3 where CI is set."),
    ] = UNSET


class Gate(_Table, frozen=True):
    """A gate of your own: one command, never a shell; it runs only when the workspace is trusted."""

    id: Annotated[GateName, Meta(description="Its name, as in `--only ID`.")]
    argv: Annotated[
        Annotated[Words, Meta(min_length=1)],
        Meta(description="Program and arguments. The program is a name on PATH or a file relative to the root."),
    ]
    title: Annotated[str, Meta(description="What holds when it passes.")] = _GATE.title
    profiles: Annotated[Words, Meta(description="Profiles that climb it.")] = _GATE.profiles
    writes: Annotated[
        Literal["nothing", "target", "source"], Meta(description="What it changes on disk; `nothing` may overlap.")
    ] = "target"
    reads: Annotated[
        Words, Meta(description="Patterns of the files that its verdict hangs on; none: it runs each time.")
    ] = _GATE.reads
    unit: Annotated[str, Meta(min_length=1, description="What it counts: a plural noun.")] = _GATE.unit
    seen: Annotated[
        str,
        Meta(
            description="Regular expression (Python, multi-line). The numbers in its first group are added up; "
            "without a group each match counts. Empty: the exit code alone decides."
        ),
    ] = _GATE.seen
    failed: Annotated[
        str, Meta(description="Regular expression (Python, multi-line): a match is a failure, whatever the exit code.")
    ] = _GATE.failed
    timeout: Annotated[Duration | UnsetType, Meta(description="Its limit.")] = UNSET
    remedy: Annotated[str, Meta(description="The command that brings its program.")] = _GATE.remedy


class Form(_Table, frozen=True):
    """All settings of a workspace."""

    profile: Annotated[str, Meta(description="The profile that `ferrule check` climbs.")] = _ALL.profile
    profiles: Annotated[
        dict[GateName, Annotated[Words, Meta(min_length=1)]],
        Meta(description="Gates by profile, for profiles of your own or to redefine quick, standard, release."),
    ] = field(default_factory=dict)
    allow_skip: Annotated[
        tuple[Reason, ...], Meta(description="Reasons for which an undecided gate does not count.")
    ] = ()
    jobs: Annotated[
        Annotated[int, Meta(ge=1, le=4096)] | UnsetType, Meta(description="Compiler processes at once.")
    ] = UNSET
    timeout: Annotated[Duration, Meta(description="Limit for each gate.")] = _ALL.timeout_s
    budget: Annotated[Duration | UnsetType, Meta(description="Limit for the whole climb.")] = UNSET
    timeouts: Annotated[dict[str, Duration], Meta(description="Limits by gate.")] = field(default_factory=dict)
    coverage: Coverage = field(default_factory=Coverage)
    semver: Semver = field(default_factory=Semver)
    mutants: Mutants = field(default_factory=Mutants)
    fix: Fix = field(default_factory=Fix)
    gate: Annotated[tuple[Gate, ...], Meta(description="Gates of your own.")] = ()


def schema() -> dict[str, Any]:
    """Give the JSON Schema of `ferrule.toml`, in the draft that TOML editors read."""
    made = msgspec.json.schema(Form)
    parts = made["$defs"]
    root = parts.pop(Form.__name__)
    parts["Reason"] = {"enum": [reason.value for reason in Reason if reason not in NEVER_ACCEPTED]}
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return {**head, **root, "title": "ferrule.toml", "$defs": parts}
