"""The gate `lockfile` with the real Cargo: a lock that holds, one that does not, and none."""

import subprocess
from pathlib import Path

import pytest

from advisories import climbed, places, verdict
from ferrule.gates import lockfile
from workspaces import manifest, package, write

pytestmark = pytest.mark.cargo


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a package with a lock that Cargo made."""
    root = package(tmp_path / "ws")
    subprocess.run(("cargo", "generate-lockfile", "-q"), cwd=root, check=True)
    return root


def git(root: Path, *words: str) -> None:
    """Run git, as somebody."""
    subprocess.run(("git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words), cwd=root, check=True)


def test_a_lock_that_holds(root: Path, tmp_path: Path) -> None:
    """It passes, its crates are counted, and nothing is written, not even a target folder."""
    before = sorted(path.name for path in root.rglob("*"))

    row = climbed(lockfile, root, tmp_path / "scratch")

    assert ("passed", ()) == (verdict(row), row.findings)
    assert row.seen is not None
    assert ("crates", 1) == (row.seen.unit, row.seen.count)
    assert before == sorted(path.name for path in root.rglob("*"))


def test_a_lock_that_is_behind_its_manifest(root: Path, tmp_path: Path) -> None:
    """A version that was raised in Cargo.toml alone fails, and the lock stays as it was."""
    lock = (root / "Cargo.lock").read_text()
    write(root, {"Cargo.toml": manifest("demo").replace("0.1.0", "0.2.0")})

    row = climbed(lockfile, root, tmp_path / "scratch")

    assert ("failed", ["outdated error Cargo.lock:None"]) == (verdict(row), places(row))
    assert lock == (root / "Cargo.lock").read_text()


def test_a_merge_conflict(root: Path, tmp_path: Path) -> None:
    """A lock that is no TOML any more fails at the line that Cargo names."""
    write(root, {"Cargo.lock": "<<<<<<< HEAD\n" + (root / "Cargo.lock").read_text()})

    row = climbed(lockfile, root, tmp_path / "scratch")

    assert ("failed", ["unreadable error Cargo.lock:1"]) == (verdict(row), places(row))


def test_without_a_lock(root: Path, tmp_path: Path) -> None:
    """Where none is kept nothing is due, and none is made."""
    (root / "Cargo.lock").unlink()

    row = climbed(lockfile, root, tmp_path / "scratch")

    assert "skipped: not-relevant" == verdict(row)
    assert "no Cargo.lock is kept here" in row.detail
    assert not (root / "Cargo.lock").exists()


def test_a_lock_that_git_ignores(root: Path, tmp_path: Path) -> None:
    """What nobody else gets has to hold for nobody; once it is committed it has to."""
    git(root, "init", "-q")
    write(root, {".gitignore": "Cargo.lock\n", "Cargo.toml": manifest("demo").replace("0.1.0", "0.2.0")})

    ignored = climbed(lockfile, root, tmp_path / "scratch")
    git(root, "add", "-f", "Cargo.lock")
    kept = climbed(lockfile, root, tmp_path / "scratch")

    assert ["skipped: not-relevant", "failed"] == [verdict(ignored), verdict(kept)]
    assert "git ignores Cargo.lock" in ignored.detail


def test_a_lock_that_git_has_and_the_tree_has_not(root: Path, tmp_path: Path) -> None:
    """A deleted lock is no library without one: the next build would choose other versions."""
    git(root, "init", "-q")
    git(root, "add", "Cargo.lock")
    (root / "Cargo.lock").unlink()

    row = climbed(lockfile, root, tmp_path / "scratch")

    assert ("failed", ["missing error Cargo.lock:None"]) == (verdict(row), places(row))
    assert not (root / "Cargo.lock").exists()


def test_without_an_index(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new dependency cannot be resolved offline: that is about the machine."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")
    write(root, {"Cargo.toml": manifest("demo", '[dependencies]\ncfg-if = "1"\n')})

    row = climbed(lockfile, root, tmp_path / "scratch")

    assert ("inconclusive: no-network", ()) == (verdict(row), row.findings)
