"""Workspaces that cannot be written, disks that are full, two runs at once: the verdict stands, nothing is lost."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from ferrule.process.door import sandbox_refusal
from ferrule.process.programs import find_program
from ladder import FERRULE, ferrule
from workspaces import package

pytestmark = pytest.mark.cargo

REFUSAL = sandbox_refusal()
needs_bwrap = pytest.mark.skipif(bool(REFUSAL), reason=f"no namespaces on this machine: {REFUSAL}")


def within(mounts: tuple[str, ...], root: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run ferrule in a namespace with these mounts."""
    bwrap = str(find_program("bwrap"))
    argv = (bwrap, "--dev-bind", "/", "/", *mounts, "--chdir", str(root), FERRULE, *words)
    return subprocess.run(argv, env=os.environ | env, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.sandbox
@needs_bwrap
def test_a_read_only_workspace_is_checked(tmp_path: Path, own_home: Path) -> None:
    """With its target folder elsewhere a read-only workspace gets its verdict; the history lies in the cache."""
    root = package(tmp_path / "ws")
    ferrule(root, "check", "--profile", "quick")  # Cargo.lock
    before = sorted(path.name for path in root.iterdir())
    mounts = ("--ro-bind", str(root), str(root))
    env = {"CARGO_TARGET_DIR": str(tmp_path / "target")}

    done = within(mounts, root, "check", "--profile", "quick", "--format", "json", **env)
    listed = within(mounts, root, "history", "--format", "json", **env)

    report = json.loads(done.stdout)
    assert (0, "passed") == (done.returncode, report["verdict"])
    assert any("Read-only file system" in note for note in report["notes"])
    assert [report["run_id"]] == [run["id"] for run in json.loads(listed.stdout)["runs"]]
    assert before == sorted(path.name for path in root.iterdir())


@pytest.mark.sandbox
@needs_bwrap
def test_a_full_disk_does_not_change_the_verdict(tmp_path: Path, own_home: Path) -> None:
    """Neither log nor history fits: the report comes all the same, and says what was not kept."""
    root = package(tmp_path / "ws")
    (root / ".ferrule").mkdir()
    small = ("--size", "20000", "--tmpfs", str(root / ".ferrule"), "--size", "20000", "--tmpfs", str(own_home))

    done = within(small, root, "check", "--profile", "quick", "--format", "json")

    report = json.loads(done.stdout)
    assert (0, "passed", None) == (done.returncode, report["verdict"], report["run_id"])
    assert any("not in the history" in note or "no history" in note for note in report["notes"]), report["notes"]


@pytest.mark.sandbox
@needs_bwrap
def test_a_target_folder_on_a_full_disk_is_not_the_codes_fault(tmp_path: Path) -> None:
    """Cargo that cannot write its output makes the gate inconclusive, with Cargo's words."""
    root = package(tmp_path / "ws")
    (root / "target").mkdir()
    small = ("--size", "4096", "--tmpfs", str(root / "target"))

    done = within(small, root, "check", "--only", "check", "--format", "json")

    [check] = [gate for gate in json.loads(done.stdout)["gates"] if gate["id"] == "check"]
    assert (3, "inconclusive", "tool-error") == (done.returncode, check["status"], check["reason"])
    assert "No space left" in check["detail"]


def test_two_runs_at_once(tmp_path: Path) -> None:
    """Both give their verdict and both are in the history; neither disturbs the other's tests."""
    root = package(tmp_path)
    words = (FERRULE, "check", "--format", "json", "--quiet")
    pair = [subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    reports = [json.loads(child.communicate(timeout=300)[0]) for child in pair]

    listed = json.loads(ferrule(root, "history", "--format", "json").stdout)["runs"]
    assert ["passed"] * 2 == [report["verdict"] for report in reports]
    assert {report["run_id"] for report in reports} == {run["id"] for run in listed}


def test_a_damaged_database_does_not_change_the_verdict(tmp_path: Path) -> None:
    """A history that cannot be read is told in a note, and `history` itself ends in 3."""
    root = package(tmp_path)
    (root / ".ferrule").mkdir()
    (root / ".ferrule/ferrule.db").write_bytes(b"this is no database" * 100)

    done = ferrule(root, "check", "--profile", "quick", "--format", "json")
    listed = ferrule(root, "history")

    report = json.loads(done.stdout)
    assert (0, "passed", None) == (done.returncode, report["verdict"], report["run_id"])
    assert "file is not a database" in report["notes"][0]
    assert 3 == listed.returncode
    assert "hint:" in listed.stderr
