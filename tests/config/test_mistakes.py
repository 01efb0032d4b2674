"""A mistake in the settings is told with file, line, key and what was probably meant."""

import os
import socket
from pathlib import Path

import pytest

from config.sources import complaint, refusal, settled
from ferrule.facts.settings import Flags
from ferrule.facts.status import Reason
from workspaces import write

GATE = '[[gate]]\nid = "miri"\nargv = ["cargo", "miri"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profil = 1", "ferrule.toml:1: profil: no such key; did you mean 'profile'?"),
        ("\n[coverage]\ntotl = 1", "ferrule.toml:3: coverage.totl: no such key; did you mean 'total'?"),
        ("total = 3", "ferrule.toml:1: total: no such key here; did you mean 'coverage.total'?"),
        (f"{GATE}arg = []", "ferrule.toml:4: gate.arg: no such key; did you mean 'argv'?"),
        ("xyz = 1", "ferrule.toml:1: xyz: no such key; known: profile, profiles, allow-skip"),
        ("jobs = 0", "ferrule.toml:1: jobs: expected `int` >= 1"),
        ("jobs = true", "ferrule.toml:1: jobs: expected `int`, got `bool`"),
        ("jobs = 1.5", "ferrule.toml:1: jobs: expected `int`, got `float`"),
        ("[coverage]\ntotal = 101", "ferrule.toml:2: coverage.total: expected `float` <= 100.0"),
        ("[coverage]\ntotal = -1", "ferrule.toml:2: coverage.total: expected `float` >= 0.0"),
        ("[coverage]\ntotal = nan", "ferrule.toml:2: coverage.total: "),
        ("coverage = 90", "ferrule.toml:1: coverage: takes a table"),
        ("timeout = 0", "ferrule.toml:1: timeout: 0 is not between 0 and 7 days"),
        ("timeout = inf", "ferrule.toml:1: timeout: inf is not between 0 and 7 days"),
        ("timeout = nan", "ferrule.toml:1: timeout: nan is not"),
        (f"timeout = 0x{'f' * 9000}", "ferrule.toml:1: timeout: "),
        ('timeout = "10 min"', "ferrule.toml:1: timeout: takes seconds, or a text such as"),
        ('[timeouts]\nclipy = "1m"', "ferrule.toml:2: timeouts.clipy: no gate 'clipy'; did you mean 'clippy'?"),
        ('profile = "quik"', "ferrule.toml:1: profile: no profile 'quik'; did you mean 'quick'?"),
        (
            '[profiles]\nmerge = [\n"fmt",\n"clipy"]',
            "ferrule.toml:4: profiles.merge: no gate 'clipy'; did you mean 'clippy'?",
        ),
        ('[profiles]\nmerge = "fmt"', 'ferrule.toml:2: profiles.merge: takes an array, such as ["fmt"]'),
        ("[profiles]\nmerge = []", "ferrule.toml:2: profiles.merge: expected `array` of length >= 1"),
        ('[profiles]\n"My own" = ["fmt"]', "ferrule.toml:2: profiles.My own: a name has lower-case letters"),
        ('allow-skip = [\n"no-netwrk"]', "ferrule.toml:2: allow-skip: no 'no-netwrk'; did you mean 'no-network'?"),
        ('allow-skip = ["nothing-seen"]', "allow-skip: 'nothing-seen' cannot be accepted: such a gate proved nothing"),
        ('[semver]\nbaseline = "--exec=x"', "ferrule.toml:2: semver.baseline: '--exec=x' is no revision"),
        ('[mutants]\nsince = "a\\u0000"', "ferrule.toml:2: mutants.since: 'a\\x00' is no revision"),
    ],
    ids=str,
)
def test_a_wrong_value_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """Unknown keys, wrong types, numbers out of range, names that nothing has."""
    assert said in complaint(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[gate]]\n", "ferrule.toml:1: gate: needs the key 'id'\n  "),
        ("[gate]\nid = 'a'", "ferrule.toml:1: gate: takes tables: [[gate]]"),
        (GATE.replace("miri", "fmt"), "ferrule.toml:2: gate.id: 'fmt' is a gate that ferrule brings along"),
        (GATE + GATE, "ferrule.toml:5: gate.id: two gates are called 'miri'"),
        (GATE.replace('"miri"\n', '"Miri!"\n'), "ferrule.toml:2: gate.id: a name has lower-case letters"),
        (GATE.replace('["cargo", "miri"]', "[]"), "ferrule.toml:3: gate.argv: expected `array` of length >= 1"),
        (
            GATE.replace('["cargo", "miri"]', '"cargo miri"'),
            'gate.argv: takes an array of words, and no shell reads it; such as ["cargo", "miri"]',
        ),
        (
            GATE.replace('["cargo", "miri"]', '["cargo miri"]'),
            'gate.argv: one word with spaces, and no shell reads it; did you mean ["cargo", "miri"]?',
        ),
        (GATE.replace('"cargo", ', '"", '), "ferrule.toml:3: gate.argv: '' is no program"),
        (GATE.replace('"cargo", ', '"/opt/x", '), "gate.argv: '/opt/x': takes a name on PATH, or a file in the"),
        (GATE.replace('"cargo", ', '"../x", '), "gate.argv: '../x': takes a name on PATH, or a file in the"),
        (GATE + "seen = '(a'", "ferrule.toml:4: gate.seen: no regular expression: missing )"),
        (GATE + "failed = 'a{2,1}'", "ferrule.toml:4: gate.failed: no regular expression: min repeat"),
        (GATE + "writes = 'targt'", "ferrule.toml:4: gate.writes: no 'targt'; did you mean 'target'?"),
        (GATE + "reads = ['../**']", "ferrule.toml:4: gate.reads: '../**' is no pattern relative to the root"),
        (GATE + "profiles = ['releas']", "gate.profiles: no profile 'releas'; did you mean 'release'?"),
        (GATE + "timeout = 5\n[timeouts]\nmiri = 6", "gate.timeout: stands in [timeouts] under 'miri' too"),
    ],
    ids=str,
)
def test_a_wrong_gate_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """Own gates need a name of their own, an array of words, and patterns that are some."""
    assert said in complaint(tmp_path, text)


@pytest.mark.parametrize("key", ["database-url", "database_url", "tools", "api-key"])
def test_what_is_the_users_own_is_refused(tmp_path: Path, key: str) -> None:
    """A workspace must not choose keys, the database or tools for whoever checks it out."""
    said = complaint(tmp_path, f'{key} = "x"')

    assert f"ferrule.toml:1: {key}: not in a workspace's file: it is for your own environment or a flag" in said


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Whoever mends the file does it once."""
    said = complaint(tmp_path, "jobs = 0\nprofil = 1\n[coverage]\ntotal = 101\n")

    assert [1, 2, 4] == [int(line.split(":")[1]) for line in said.split("\n")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jobs = 1\nprofile = [\n", "ferrule.toml:2: "),
        ("jobs = 1\njobs = 2\n", "ferrule.toml:2: Cannot overwrite a value"),
        (f"jobs = {'9' * 5000}", "ferrule.toml:1: "),
        (f"jobs = {'[' * 5000}{']' * 5000}", "ferrule.toml: nested too deeply"),
        (f"{'a.' * 3000}b = 1", "ferrule.toml: nested too deeply"),
    ],
    ids=["open", "twice", "digits", "deep", "dotted"],
)
def test_no_toml_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """What the standard library refuses, in its words, also where it does so in an unusual way."""
    assert said in complaint(tmp_path, text)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """No UTF-8, a pipe, a socket and a file of absurd size are no settings; nothing hangs."""
    path = tmp_path / "ferrule.toml"
    path.write_bytes(b"jobs = 1\n\xff")
    assert "ferrule.toml:2: not UTF-8" in complaint(tmp_path, "")
    path.write_text("#" * (1 << 20) + "#")
    assert "larger than 1048576 bytes" in complaint(tmp_path, "")
    path.unlink()
    os.mkfifo(path)
    assert "not a regular file" in complaint(tmp_path, "")
    path.unlink()
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))
        assert "not a regular file" in complaint(tmp_path, "")


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"FERRULE_JOBS": "many"}, "FERRULE_JOBS: expected `int`, got `str`"),
        ({"FERRULE_JOBS": "-1"}, "FERRULE_JOBS: expected `int` >= 1"),
        ({"FERRULE_TIMEOUT": "10 m"}, "FERRULE_TIMEOUT: takes seconds, or a text such as"),
        ({"FERRULE_PROFILE": "quik"}, "FERRULE_PROFILE: no profile 'quik'; did you mean 'quick'?"),
        ({"FERRULE_ALLOW_SKIP": "no-network,lazy"}, "FERRULE_ALLOW_SKIP: no 'lazy'; known: "),
        ({"FERRULE_COVERAGE_TOTAL": "100.5"}, "FERRULE_COVERAGE_TOTAL: expected `float` <= 100.0"),
        ({"FERRULE_MUTANTS_SINCE": "-x"}, "FERRULE_MUTANTS_SINCE: '-x' is no revision"),
    ],
    ids=str,
)
def test_a_bad_variable_is_named(tmp_path: Path, env: dict[str, str], said: str) -> None:
    """The error tells which variable is wrong, not a file that is right."""
    told = complaint(tmp_path, "jobs = 3\n", env)

    assert said in told
    assert "ferrule.toml" not in told


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (Flags(profile="quik"), "--profile: no profile 'quik'; did you mean 'quick'?"),
        (Flags(jobs=0), "--jobs: expected `int` >= 1"),
        (Flags(timeout_s=float("nan")), "--timeout: nan is not between 0 and 7 days"),
        (Flags(allow_skip=frozenset({Reason.TOOL_ERROR})), "--allow-skip: 'tool-error' cannot be accepted"),
    ],
    ids=str,
)
def test_a_bad_flag_is_named(tmp_path: Path, flags: Flags, said: str) -> None:
    """A program that calls the library gets the same sentence as a user."""
    assert said in complaint(tmp_path, 'profile = "quick"\n', flags=flags)


def test_a_mistake_in_the_file_counts_though_a_flag_hides_it(tmp_path: Path) -> None:
    """The file is wrong for everybody else."""
    assert "no profile 'x'" in complaint(tmp_path, 'profile = "x"', flags=Flags(profile="quick"))


def test_settings_in_two_places_are_refused(tmp_path: Path) -> None:
    """Nobody has to guess which of them is in force; both are named with their lines."""
    settled(tmp_path)
    manifest = (tmp_path / "Cargo.toml").read_text()
    both = "\n[package.metadata.ferrule]\njobs = 1\n[workspace.metadata.ferrule]\njobs = 2\n"
    write(tmp_path, {"Cargo.toml": manifest + both})

    sections = refusal(tmp_path)
    write(tmp_path, {"Cargo.toml": manifest + both.partition("[work")[0], "ferrule.toml": "\njobs = 1"})

    assert "Cargo.toml:8 [workspace.metadata.ferrule] and Cargo.toml:6 [package.metadata.ferrule]" in sections
    assert "ferrule.toml:1 and Cargo.toml:6 [package.metadata.ferrule]; keep one" in refusal(tmp_path)


def test_metadata_that_is_no_table_is_told(tmp_path: Path) -> None:
    """The key itself has a line."""
    settled(tmp_path)
    manifest = (tmp_path / "Cargo.toml").read_text()
    write(tmp_path, {"Cargo.toml": f"{manifest}\n[workspace.metadata]\nferrule = 3\n"})

    assert "Cargo.toml:7: workspace.metadata.ferrule: takes a table" in refusal(tmp_path)
