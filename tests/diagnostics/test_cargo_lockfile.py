"""What Cargo says of a lock that it must not change, in the words of several releases."""

import pytest

from diagnostics.captured import short
from ferrule.diagnostics.cargo_lockfile import read_lockfile
from ferrule.diagnostics.cargo_rust_version import read_rust_version
from ferrule.facts.status import Reason

METADATA = '{"packages":[{"name":"demo"}]}\n'
HELP = "\nhelp: to generate the lock file without accessing the network, remove the --locked flag\n"


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        (f"error: cannot update the lock file /ws/Cargo.lock because --locked was passed{HELP}", "outdated"),
        ("error: the lock file /ws/Cargo.lock needs to be updated but --locked was passed to prevent this", "outdated"),
        (f"error: cannot create the lock file /ws/Cargo.lock because --locked was passed{HELP}", "missing"),
        ("error: failed to parse lock file at: /ws/Cargo.lock\n\nCaused by:\n  not TOML", "unreadable"),
        ("error: checksum for `cfg-if v1.0.5` changed between lock files\n\nthis could be", "checksum"),
    ],
)
def test_faults_of_the_lock(talk: str, expected: str) -> None:
    """Each is one finding at the lock, and nothing is finished."""
    reading = read_lockfile("", talk)

    assert [f"cargo {expected} error Cargo.lock"] == [short(finding) for finding in reading.findings]
    assert (None, talk.strip().split("\n")[0]) == (reading.finished, reading.complaint.split("\n")[0])


def test_a_lock_that_holds() -> None:
    """The metadata themselves say so, with what else Cargo has to say."""
    assert True is read_lockfile(METADATA, "warning: unused manifest key\n").finished


@pytest.mark.parametrize(
    ("text", "talk"), [("", ""), ("hello\n", ""), (METADATA, "error: something else\n"), ("", "error: bad manifest\n")]
)
def test_anything_else_proves_nothing(text: str, talk: str) -> None:
    """Without metadata, or with an error beside them, nothing is said to hold or to be wrong."""
    reading = read_lockfile(text, talk)

    assert ((), None, None) == (reading.findings, reading.finished, reading.undecided)


def test_offline() -> None:
    """What is not in the index on this machine cannot be looked up."""
    talk = "error: no matching package named `itoa` found\nAs a reminder, you're using offline mode (--offline)\n"

    undecided = read_lockfile("", talk).undecided

    assert undecided is not None
    assert Reason.NO_NETWORK is undecided.reason


def test_each_dependency_that_needs_a_newer_rust() -> None:
    """Cargo lists them all; each is a finding at the manifest that declares the older one."""
    said = "error: rustc 1.95.0 is not supported by the following packages:\n  a@0.1.0 requires rustc 1.98\n"

    findings = read_rust_version(said + "  b@0.2.0 requires rustc 1.99\nhelp: none", "1.95", "one/Cargo.toml")

    assert ["cargo rust-version error one/Cargo.toml"] * 2 == [short(finding) for finding in findings]
    assert "b@0.2.0 requires rustc 1.99, and 1.95 is declared" == findings[1].message
    assert () == read_rust_version("error: could not compile", "1.95", "Cargo.toml")
