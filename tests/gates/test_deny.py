"""The gate `deny` with the real cargo-deny: what each check decides, with an advisory database and without one."""

import subprocess
from pathlib import Path

import pytest

from advisories import (
    AGE_DAYS,
    POLICY,
    climbed,
    database,
    day,
    denys_folder,
    instead_of_github,
    locking,
    parts,
    places,
    verdict,
)
from ferrule.gates import deny
from workspaces import path_without, write

pytestmark = pytest.mark.cargo
ALL_PASSED = dict.fromkeys(("bans", "licenses", "sources", "advisories"), "passed")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace with a policy that it holds to; Cargo's home is empty and the network is off."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")
    return locking(tmp_path / "ws", {"deny.toml": POLICY})


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Give a folder for what the gate has to hand over as a file."""
    return tmp_path / "scratch"


def test_a_policy_that_holds(root: Path, scratch: Path) -> None:
    """All four checks pass, the crates are counted, and the row tells how old the database is."""
    database(denys_folder(root))

    row = climbed(deny, root, scratch)

    assert ("passed", ALL_PASSED, ()) == (verdict(row), parts(row), row.findings)
    assert row.seen is not None
    assert ("crates", 2) == (row.seen.unit, row.seen.count)
    assert row.detail.startswith(f"advisory database of {day(AGE_DAYS)} ({AGE_DAYS} days old); 1 crate not looked up")


def test_a_vulnerable_crate(root: Path, scratch: Path) -> None:
    """An advisory about a locked crate fails the gate; the finding stands where the crate is locked."""
    database(denys_folder(root), "cfg-if")

    row = climbed(deny, root, scratch)

    assert ("failed", ALL_PASSED | {"advisories": "failed"}) == (verdict(row), parts(row))
    assert ["RUSTSEC-2024-0002 error Cargo.lock:6"] == places(row)
    [finding] = row.findings
    assert ("cargo-deny", "cfg-if", "cfg-if 1.0.0: It leaks") == (finding.tool, finding.package, finding.message)
    assert "Upgrade to >=1.0.3" in finding.rendered
    assert "cfg-if 1.0.0 <- demo 0.1.0" in finding.rendered


def test_without_a_database(root: Path, scratch: Path) -> None:
    """The three checks that need none are made; the advisories, and so the row, are undecided."""
    row = climbed(deny, root, scratch)

    assert "inconclusive: no-network" == verdict(row)
    assert ALL_PASSED | {"advisories": "inconclusive: no-network"} == parts(row)
    assert row.detail.startswith("bans, licenses and sources hold; the advisory database is missing: /")
    assert "cargo deny fetch db" in row.remedy
    assert ("check", "bans", "licenses", "sources") == row.argv[-4:]


def test_a_database_that_is_too_old(root: Path, scratch: Path) -> None:
    """cargo-deny itself refuses a database of a year ago; that is no failure of the crates."""
    database(denys_folder(root), days=365)

    row = climbed(deny, root, scratch)

    assert "inconclusive: no-network" == verdict(row)
    assert "the advisory database is too old for the settings" in row.detail


@pytest.mark.parametrize("broken", ["db.lock", "content"])
def test_a_database_that_cannot_be_used(root: Path, scratch: Path, broken: str) -> None:
    """A database that cannot be locked or read is about the machine; the other checks are made all the same."""
    folder = database(denys_folder(root))
    if broken == "content":
        write(folder, {"crates/other/RUSTSEC-2024-0009.md": "garbage"})
    else:
        (folder.parent / "db.lock").unlink()
        (folder.parent / "db.lock").mkdir()

    row = climbed(deny, root, scratch)

    assert ("inconclusive: tool-error", ALL_PASSED | {"advisories": "inconclusive: tool-error"}) == (
        verdict(row),
        parts(row),
    )
    assert row.detail.startswith("bans, licenses and sources hold; the advisory database cannot be used: failed to ")


def test_what_the_policy_forbids(root: Path, scratch: Path) -> None:
    """Each refusal names its check and its place, and counts although the advisories are undecided."""
    policy = """[bans]
deny = [{ crate = "cfg-if" }]
[licenses]
allow = ["Apache-2.0", "Zlib"]
[sources]
unknown-registry = "deny"
allow-registry = []
"""
    write(root, {"deny.toml": policy})

    row = climbed(deny, root, scratch)

    failed = dict.fromkeys(("bans", "licenses", "sources"), "failed")
    assert ("failed", failed | {"advisories": "inconclusive: no-network"}) == (verdict(row), parts(row))
    assert [
        "bans/banned error deny.toml:2",
        "licenses/license-not-encountered warning deny.toml:4",
        "licenses/rejected error Cargo.toml:5",
        "sources/source-not-allowed error Cargo.lock:6",
    ] == sorted(places(row))


def test_a_policy_above_the_workspace(root: Path, scratch: Path) -> None:
    """cargo-deny looks for its settings upwards, and so does the gate; findings name the file that was meant."""
    (root / "deny.toml").unlink()
    write(root.parent, {".cargo/deny.toml": '[bans]\ndeny = ["cfg-if"]\n[licenses]\nallow = ["MIT"]\n'})

    row = climbed(deny, root, scratch)

    assert [f"bans/banned error {root.parent}/.cargo/deny.toml:2"] == places(row)


def test_without_a_policy(root: Path, scratch: Path) -> None:
    """Nothing is held against a workspace that has set no rules."""
    (root / "deny.toml").unlink()

    assert "skipped: not-relevant" == verdict(climbed(deny, root, scratch))


@pytest.mark.parametrize(
    ("settings", "place", "said"),
    [
        ('[licenses]\nallow = ["MIT"\n', "settings error deny.toml:None", "expected a right bracket"),
        ("[licenses]\nunknown-key = 1\n", "settings/unexpected-keys error deny.toml:2", "unexpected keys"),
        ('[advisories]\ndb-urls = ["file:///db"]\n', "settings error deny.toml:2", "doesn't have a domain name"),
    ],
    ids=["no TOML", "unknown key", "unfit value"],
)
def test_settings_that_cannot_be_read(root: Path, scratch: Path, settings: str, place: str, said: str) -> None:
    """A broken deny.toml is a fault of a file of the workspace: it fails, and no check is said to have passed."""
    write(root, {"deny.toml": settings})

    row = climbed(deny, root, scratch)

    assert ("failed", [place]) == (verdict(row), places(row))
    assert said in row.findings[0].message
    assert dict.fromkeys(ALL_PASSED, "inconclusive: no-config") | {"settings": "failed"} == parts(row)


def test_yanked_crates_that_are_denied_have_to_be_looked_up(root: Path, scratch: Path) -> None:
    """Without the registry's index nothing tells whether a crate was yanked; where that is denied, it is undecided."""
    write(root, {"deny.toml": f'{POLICY}[advisories]\nyanked = "deny"\n'})
    database(denys_folder(root))

    row = climbed(deny, root, scratch)

    assert ("inconclusive: no-network", ()) == (verdict(row), row.findings)
    assert "yanked crates are denied: 1 crate not looked up for being yanked" == row.detail


@pytest.mark.parametrize("days", [None, 365], ids=["missing", "too old"])
def test_a_database_that_cannot_be_used_is_fetched(
    root: Path, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int | None
) -> None:
    """Where the network may be used, a missing or outdated database is fetched into its folder."""
    origin, folder = database(tmp_path / "origin"), denys_folder(root)
    if days:
        address = "https://github.com/RustSec/advisory-db"
        subprocess.run(("git", "-C", database(folder, days=days), "remote", "add", "origin", address), check=True)
    monkeypatch.delenv("CARGO_NET_OFFLINE")
    for name, value in instead_of_github(origin).items():
        monkeypatch.setenv(name, value)

    row = climbed(deny, root, scratch)

    assert ("passed", ALL_PASSED) == (verdict(row), parts(row))
    assert f"advisory database of {day(AGE_DAYS)}" in row.detail


def test_the_age_is_known_in_a_hook_of_git(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To its hooks, git names the user's repository in variables; the database is looked at all the same."""
    database(denys_folder(root))
    users = database(scratch / "users", "mine") / ".git"
    for name, value in {"DIR": users, "COMMON_DIR": users, "OBJECT_DIRECTORY": users / "objects"}.items():
        monkeypatch.setenv(f"GIT_{name}", str(value))

    assert f"advisory database of {day(AGE_DAYS)}" in climbed(deny, root, scratch).detail


def test_a_lock_that_is_out_of_date_stays_as_it_is(root: Path, scratch: Path) -> None:
    """The gate writes nothing into the workspace, not even what Cargo would."""
    lock = (root / "Cargo.lock").read_text().replace('version = "0.1.0"', 'version = "0.2.0"')
    write(root, {"Cargo.lock": lock})

    row = climbed(deny, root, scratch)

    assert ("inconclusive: tool-error", "cargo update --workspace") == (verdict(row), row.remedy)
    assert lock == (root / "Cargo.lock").read_text()


def test_not_installed(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without cargo-deny the row says how to get it."""
    monkeypatch.setattr("ferrule.process.programs.sys.executable", "/nowhere/python")
    monkeypatch.setenv("PATH", path_without(scratch / "bin", "cargo-deny"))

    row = climbed(deny, root, scratch)

    assert ("skipped: not-installed", deny.TOOL.remedy) == (verdict(row), row.remedy)


def test_what_the_policy_takes_away_is_told(root: Path, scratch: Path) -> None:
    """An ignored advisory gives no finding, and other platforms none of their crates': the row names both."""
    graph = '[graph]\ntargets = ["x86_64-unknown-linux-gnu", { triple = "aarch64-apple-darwin" }]\n'
    ignored = '[advisories]\nignore = [{ id = "RUSTSEC-2024-0002", reason = "no leak here" }]\n'
    write(root, {"deny.toml": graph + POLICY + ignored})
    database(denys_folder(root), "cfg-if")

    row = climbed(deny, root, scratch)

    assert ("passed", ()) == (verdict(row), row.findings)
    assert "; 1 advisory ignored by deny.toml: RUSTSEC-2024-0002; only for x86_64-unknown-linux-gnu," in row.detail
    assert row.detail.endswith("aarch64-apple-darwin (deny.toml)")
