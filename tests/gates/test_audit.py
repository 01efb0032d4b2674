"""The gate `audit` with the real cargo-audit: vulnerable, clean, and without a database."""

import shutil
from pathlib import Path

import pytest

from advisories import AGE_DAYS, climbed, database, day, instead_of_github, locking, parts, places, verdict
from ferrule.gates import audit
from workspaces import package, path_without, write

pytestmark = pytest.mark.cargo
UNMAINTAINED = 'informational = "unmaintained"\n'
PASSED = dict.fromkeys(("vulnerabilities", "unmaintained", "unsound", "notice"), "passed")
NOT_LOOKED_UP = {"yanked": "skipped: no-network"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty home for Cargo, without a network."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")
    return tmp_path / "home"


@pytest.fixture
def root(tmp_path: Path, home: Path) -> Path:
    """Give a workspace that locks a crate of crates.io."""
    return locking(tmp_path / "ws")


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Give a folder for what the gate has to hand over as a file."""
    return tmp_path / "scratch"


def test_nothing_known(root: Path, home: Path, scratch: Path) -> None:
    """The crates are counted, the row tells how old the database is and what it could not look up."""
    database(home / "advisory-db")

    row = climbed(audit, root, scratch)

    assert ("passed", PASSED | NOT_LOOKED_UP, ()) == (verdict(row), parts(row), row.findings)
    assert row.seen is not None
    assert ("crates", 2) == (row.seen.unit, row.seen.count)
    known = f"advisory database of {day(AGE_DAYS)} ({AGE_DAYS} days old), 1 advisories"
    assert f"{known}; 1 crate not looked up for being yanked" == row.detail


def test_a_vulnerable_crate(root: Path, home: Path, scratch: Path) -> None:
    """A known vulnerability fails the gate; the finding stands where the crate is locked and tells the way out."""
    database(home / "advisory-db", "cfg-if", 'url = "https://example.org/leak"\n')

    row = climbed(audit, root, scratch)

    assert ("failed", PASSED | NOT_LOOKED_UP | {"vulnerabilities": "failed"}) == (verdict(row), parts(row))
    assert ["RUSTSEC-2024-0002 error Cargo.lock:6"] == places(row)
    [finding] = row.findings
    assert ("cargo-audit", "cfg-if", "cfg-if 1.0.0: It leaks") == (finding.tool, finding.package, finding.message)
    assert "patched: >=1.0.3" in finding.rendered
    assert "url: https://example.org/leak" in finding.rendered


def test_without_a_database(root: Path, scratch: Path) -> None:
    """cargo-audit exits with 1 then too, and that is no vulnerability."""
    row = climbed(audit, root, scratch)

    assert "inconclusive: no-network" == verdict(row)
    assert {"vulnerabilities": "inconclusive: no-network"} == parts(row)
    assert "error loading advisory database" in row.detail
    assert "cargo audit" in row.remedy


def test_a_database_that_cannot_be_read(root: Path, home: Path, scratch: Path) -> None:
    """A broken database is about the machine, and another thing than a missing one."""
    write(home / "advisory-db", {"crates/other/RUSTSEC-2024-0009.md": "garbage"})

    assert "inconclusive: tool-error" == verdict(climbed(audit, root, scratch))


def test_an_empty_database_proves_nothing(root: Path, home: Path, scratch: Path) -> None:
    """A database without an advisory is no database."""
    (home / "advisory-db" / "crates").mkdir(parents=True)

    row = climbed(audit, root, scratch)

    assert ("inconclusive: no-network", "the advisory database is empty") == (verdict(row), row.detail)


def test_an_old_database_proves_nothing_but_what_it_knows(root: Path, home: Path, scratch: Path) -> None:
    """A database of a year ago cannot acquit a crate, unless the settings say that it may; it can convict one."""
    database(home / "advisory-db", days=365)
    old = climbed(audit, root, scratch)
    write(root, {".cargo/audit.toml": "[database]\nfetch = false\nstale = true\n"})
    accepted = climbed(audit, root, scratch)
    (root / ".cargo" / "audit.toml").unlink()
    shutil.rmtree(home / "advisory-db")
    database(home / "advisory-db", "cfg-if", days=365)
    known = climbed(audit, root, scratch)

    assert ["inconclusive: no-network", "passed", "failed"] == [verdict(row) for row in (old, accepted, known)]
    assert "(365 days old), 1 advisories: too old to prove anything" in old.detail


def test_a_warning_does_not_fail_unless_the_settings_deny_it(root: Path, home: Path, scratch: Path) -> None:
    """An unmaintained crate is a warning; `audit.toml` can make it an error, or be silent about it."""
    database(home / "advisory-db", "cfg-if", UNMAINTAINED)
    warned = climbed(audit, root, scratch)
    write(root, {".cargo/audit.toml": '[output]\nquiet = false\ndeny = ["unmaintained"]\n'})
    denied = climbed(audit, root, scratch)
    write(root, {".cargo/audit.toml": '[advisories]\nignore = ["RUSTSEC-2024-0002"]\n'})
    ignored = climbed(audit, root, scratch)

    assert ["passed", "failed", "passed"] == [verdict(row) for row in (warned, denied, ignored)]
    assert ["RUSTSEC-2024-0002 warning Cargo.lock:6"] == places(warned)
    assert ["RUSTSEC-2024-0002 error Cargo.lock:6"] == places(denied)
    assert ("failed", ()) == (parts(denied)["unmaintained"], ignored.findings)
    assert ignored.detail.endswith("; 1 advisory ignored by audit.toml: RUSTSEC-2024-0002")


def test_yanked_crates_that_are_denied_have_to_be_looked_up(root: Path, home: Path, scratch: Path) -> None:
    """Without the registry's index nothing tells whether a crate was yanked; where that is denied, it is undecided."""
    database(home / "advisory-db")
    write(root, {".cargo/audit.toml": '[output]\nquiet = false\ndeny = ["warnings"]\n'})

    row = climbed(audit, root, scratch)

    assert ("inconclusive: no-network", "inconclusive: no-network") == (verdict(row), parts(row)["yanked"])
    assert "yanked crates are denied: 1 crate not looked up for being yanked" == row.detail


@pytest.mark.parametrize(
    ("settings", "place", "said"),
    [
        ("[advisories\n", "settings error .cargo/audit.toml:1", "unclosed table"),
        ("[advisories]\nignor = []\n", "settings error .cargo/audit.toml:2", "unknown field `ignor`"),
    ],
    ids=["no TOML", "unknown key"],
)
def test_settings_that_cannot_be_read(
    root: Path, home: Path, scratch: Path, settings: str, place: str, said: str
) -> None:
    """A broken audit.toml is a fault of a file of the workspace: it fails, and nothing is said of the crates."""
    database(home / "advisory-db")
    write(root, {".cargo/audit.toml": settings})

    row = climbed(audit, root, scratch)

    assert ("failed", [place]) == (verdict(row), places(row))
    assert said in row.findings[0].message
    assert {"settings": "failed", "vulnerabilities": "inconclusive: no-config"} == parts(row)


def test_settings_of_the_user_that_cannot_be_read(root: Path, home: Path, scratch: Path) -> None:
    """What is broken in Cargo's home is not the workspace's fault."""
    database(home / "advisory-db")
    write(home, {"audit.toml": "[advisories\n"})

    row = climbed(audit, root, scratch)

    assert "inconclusive: tool-error" == verdict(row)
    assert "TOML parse error" in row.detail


@pytest.mark.parametrize("settings", ["", "fetch = false\n"], ids=["may fetch", "must not"])
def test_a_missing_database_is_fetched_unless_the_settings_forbid(
    root: Path, home: Path, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str
) -> None:
    """Where the network may be used, the database is fetched, once; `fetch = false` in audit.toml is obeyed."""
    origin = database(tmp_path / "origin")
    monkeypatch.delenv("CARGO_NET_OFFLINE")
    for name, value in instead_of_github(origin).items():
        monkeypatch.setenv(name, value)
    write(root, {".cargo/audit.toml": f"[database]\nstale = false\n{settings}"})

    row = climbed(audit, root, scratch)

    assert ("inconclusive: no-network" if settings else "passed") == verdict(row)
    assert (home / "advisory-db" / ".git").is_dir() == (not settings)


def test_what_is_not_relevant(tmp_path: Path, home: Path, scratch: Path) -> None:
    """Without a lock nothing can be audited; a lock of the workspace's own crates holds nothing to audit."""
    root = package(tmp_path / "ws")
    unlocked = climbed(audit, root, scratch)
    write(root, {"Cargo.lock": 'version = 4\n\n[[package]]\nname = "demo"\nversion = "0.1.0"\n'})
    own = climbed(audit, root, scratch)

    assert ["skipped: not-relevant"] * 2 == [verdict(unlocked), verdict(own)]
    assert "no Cargo.lock" in unlocked.detail
    assert "Cargo.lock names no crate from elsewhere" == own.detail


def test_not_installed(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without cargo-audit the row says how to get it."""
    monkeypatch.setattr("ferrule.process.programs.sys.executable", "/nowhere/python")
    monkeypatch.setenv("PATH", path_without(scratch / "bin", "cargo-audit"))

    row = climbed(audit, root, scratch)

    assert ("skipped: not-installed", audit.TOOL.remedy) == (verdict(row), row.remedy)
