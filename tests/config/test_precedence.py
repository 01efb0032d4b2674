"""Flags over environment over file over default, each value with its origin."""

from pathlib import Path

import pytest

from config.sources import KNOWN, origins, settled
from ferrule.config.file import read_file
from ferrule.config.layers import variable
from ferrule.config.resolve import resolve
from ferrule.config.types import single_keys
from ferrule.facts.settings import Flags, Settings
from ferrule.facts.status import Reason
from workspaces import members

FULL = """profile = "merge"
allow-skip = ["no-network", "not-installed"]
jobs = 2
timeout = "10m"
budget = "1h30m"

[profiles]
merge = ["fmt", "miri"]

[timeouts]
clippy = 90

[coverage]
total = 80
exclude = ["gen/**"]

[semver]
baseline = "v1.0"

[fix]
test-timeout = "1.5m"

[[gate]]
id = "miri"
argv = ["cargo", "miri", "test"]
seen = '(\\d+) passed'
timeout = "5m"
profiles = ["merge"]
"""


def test_nothing_said_gives_the_defaults(tmp_path: Path) -> None:
    """Without a file, variables and flags the settings are those of the reference."""
    resolved = settled(tmp_path)

    assert Settings() == resolved.settings
    assert {} == origins(resolved)


def test_a_file_gives_its_values_and_their_lines(tmp_path: Path) -> None:
    """Lengths of time become seconds; what the file does not say keeps its default."""
    resolved = settled(tmp_path, FULL)

    settings = resolved.settings
    [miri] = settings.gates
    assert ("merge", 2, 600.0, 5400.0) == (settings.profile, settings.jobs, settings.timeout_s, settings.budget_s)
    assert frozenset({Reason.NO_NETWORK, Reason.NOT_INSTALLED}) == settings.allow_skip
    assert {"merge": ("fmt", "miri")} == settings.profiles
    assert {"clippy": 90.0, "miri": 300.0} == settings.timeouts_s
    assert (80.0, 90.0, ("gen/**",)) == (settings.coverage.total, settings.coverage.changed, settings.coverage.exclude)
    assert ("v1.0", 2, 90.0) == (settings.semver.baseline, settings.fix.attempts, settings.fix.test_timeout_s)
    assert ("miri", ("cargo", "miri", "test"), 300.0, ("merge",)) == (miri.id, miri.argv, miri.timeout_s, miri.profiles)
    assert "ferrule.toml" == settings.file
    told = origins(resolved)
    assert "ferrule.toml:1" == told["profile"]
    assert ("ferrule.toml:8", "ferrule.toml:11") == (told["profiles.merge"], told["timeouts.clippy"])
    assert ("ferrule.toml:14", "ferrule.toml:26") == (told["coverage.total"], told["gate.miri.seen"])
    assert "coverage.file" not in told


@pytest.mark.parametrize("section", ["workspace", "package"])
def test_cargo_metadata_is_as_good_as_a_file(tmp_path: Path, section: str) -> None:
    """The same keys in the root's Cargo.toml, with its lines."""
    settled(tmp_path)
    path = tmp_path / "Cargo.toml"
    text = f"[{section}.metadata.ferrule]\njobs = 7\n[[{section}.metadata.ferrule.gate]]\nid = 'x'\nargv = ['true']\n"
    path.write_text(path.read_text() + text)

    resolved = resolve(read_file(tmp_path), {}, Flags(), KNOWN)

    told = {"jobs": "Cargo.toml:6", "gate.x.id": "Cargo.toml:8", "gate.x.argv": "Cargo.toml:9"}
    assert (7, "Cargo.toml") == (resolved.settings.jobs, resolved.settings.file)
    assert told == origins(resolved)


def test_metadata_of_a_member_is_not_read(tmp_path: Path) -> None:
    """One workspace has one place for its settings: the root."""
    members(tmp_path, {"a": "\n[package.metadata.ferrule]\njobs = 7\n"})

    assert read_file(tmp_path) is None


def test_the_environment_beats_the_file_and_a_flag_beats_both(tmp_path: Path) -> None:
    """Each source hides only what it speaks of."""
    env = {"FERRULE_JOBS": "3", "FERRULE_PROFILE": "quick", "FERRULE_FIX_BUDGET": "2m", "FERRULE_BUDGET": ""}

    resolved = settled(tmp_path, FULL, env, Flags(profile="release", attempts=1))

    settings, told = resolved.settings, origins(resolved)
    assert ("release", 3, 5400.0) == (settings.profile, settings.jobs, settings.budget_s)
    assert (1, 120.0, 90.0) == (settings.fix.attempts, settings.fix.budget_s, settings.fix.test_timeout_s)
    assert ("--profile", "FERRULE_JOBS", "ferrule.toml:5") == (told["profile"], told["jobs"], told["budget"])
    assert ("--attempts", "FERRULE_FIX_BUDGET", "ferrule.toml:21") == (
        told["fix.attempts"],
        told["fix.budget"],
        told["fix.test-timeout"],
    )


def test_every_flag_has_its_name(tmp_path: Path) -> None:
    """What a user typed is told as they typed it; an empty set of reasons is an answer too."""
    flags = Flags("quick", frozenset(), 4, 5.0, 6.0, 1, 7.0, 8.0)

    resolved = settled(tmp_path, FULL, flags=flags)

    settings = resolved.settings
    assert (frozenset(), 4, 5.0, 6.0) == (settings.allow_skip, settings.jobs, settings.timeout_s, settings.budget_s)
    assert (1, 7.0, 8.0) == (settings.fix.attempts, settings.fix.budget_s, settings.fix.test_timeout_s)
    flagged = {key: origin for key, origin in origins(resolved).items() if origin.startswith("--")}
    assert {
        "profile": "--profile",
        "allow-skip": "--allow-skip",
        "jobs": "--jobs",
        "timeout": "--timeout",
        "budget": "--budget",
        "fix.attempts": "--attempts",
        "fix.budget": "--budget",
        "fix.test-timeout": "--test-timeout",
    } == flagged


@pytest.mark.parametrize(
    ("env", "flags"), [({"FERRULE_TIMEOUT": "7"}, Flags()), ({}, Flags(timeout_s=7.0))], ids=["variable", "flag"]
)
def test_a_limit_for_all_gates_sets_those_of_the_file_aside(tmp_path: Path, env: dict[str, str], flags: Flags) -> None:
    """`--timeout 7` means seven seconds for each gate, also for one that the file gives more."""
    resolved = settled(tmp_path, FULL, env, flags)

    assert (7.0, {}) == (resolved.settings.timeout_s, resolved.settings.timeouts_s)
    assert resolved.settings.gates[0].timeout_s is None
    assert not {"timeouts.clippy", "gate.miri.timeout"} & set(origins(resolved))


def test_each_single_key_has_a_variable(tmp_path: Path) -> None:
    """The name is the key's, and lists are separated by commas."""
    names = {variable(path) for path, _ in single_keys()}
    resolved = settled(tmp_path, "", {"FERRULE_COVERAGE_EXCLUDE": "a/**, b.rs", "FERRULE_COVERAGE_TOTAL": "75.5"})

    assert {"FERRULE_PROFILE", "FERRULE_ALLOW_SKIP", "FERRULE_FIX_TEST_TIMEOUT", "FERRULE_SEMVER_BASELINE"} <= names
    assert not [name for name in names if name.startswith(("FERRULE_GATE", "FERRULE_PROFILES", "FERRULE_TIMEOUTS"))]
    assert (("a/**", "b.rs"), 75.5) == (resolved.settings.coverage.exclude, resolved.settings.coverage.total)
