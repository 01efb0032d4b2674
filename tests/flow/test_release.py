"""The whole ladder on a crate as crates.io has it: a row for every gate, each with its own word."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ferrule.facts.status import Reason, Status
from ferrule.gates.catalog import GATES
from ladder import ferrule_json
from workspaces import manifest, write

pytestmark = pytest.mark.cargo
NAME, VERSION = "heck", "0.5.0"
"""Small, without a dependency, and with a declared Rust that hardly any machine has."""
MARKS = (".cargo-ok", ".cargo_vcs_info.json", "Cargo.toml.orig")
"""What Cargo adds to a published package: with these, it cannot be packed again."""
DECIDED = {Status.PASSED, Status.FAILED}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the sources of the crate as its author has them, in a repository with one commit."""
    asker = write(tmp_path / "asker", {"Cargo.toml": manifest("asker"), "src/lib.rs": ""})
    with (asker / "Cargo.toml").open("a") as file:
        file.write(f'[dependencies]\n{NAME} = "={VERSION}"\n')
    argv = ("cargo", "metadata", "--format-version=1", "--quiet")
    told = subprocess.run(argv, cwd=asker, capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip(f"crates.io cannot be reached: {told.stderr}")
    [place] = [p["manifest_path"] for p in json.loads(told.stdout)["packages"] if p["name"] == NAME]
    root = tmp_path / NAME
    shutil.copytree(Path(place).parent, root, ignore=shutil.ignore_patterns(*MARKS))
    write(root, {".gitignore": "target\nCargo.lock\n"})
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), (*named, "commit", "-q", "-m", "as published")):
        subprocess.run(("git", *words), cwd=root, check=True)
    return root


def is_told(row: dict[str, Any]) -> bool:
    """Give whether a row says what it saw, or why it decided nothing."""
    if row["status"] in DECIDED:
        return row["reason"] is None and row["seen"]["count"] > 0 and bool(row["argv"])
    return row["reason"] in set(Reason) and bool(row["detail"])


def test_every_gate_has_a_row(root: Path) -> None:
    """In the order of the catalog, with a status each; where it decided nothing, with a reason and words on it."""
    code, report = ferrule_json(root, "check", "--profile", "release", "--trust")
    rows = {row["id"]: row for row in report["gates"]}

    assert [gate.ID for gate in GATES] == [row["id"] for row in report["gates"]]
    assert {} == {name: row for name, row in rows.items() if not is_told(row)}
    assert {row["status"] for row in rows.values()} <= set(Status)
    assert "passed" == rows["test"]["status"] == rows["doctest"]["status"] == rows["package"]["status"]
    assert ("skipped", "not-relevant") == (rows["mutants"]["status"], rows["mutants"]["reason"])
    assert {"passed": 0, "failed": 1, "inconclusive": 3}[report["verdict"]] == code


def test_a_second_climb_remembers_what_was_decided(root: Path) -> None:
    """Nothing has changed, so every gate that decided is marked, with the verdict and the words of before."""
    only = ("--only", "lockfile", "--only", "fmt", "--only", "package", "--only", "unused-deps")
    _, first = ferrule_json(root, "check", "--profile", "release", "--trust", *only)
    _, second = ferrule_json(root, "check", "--profile", "release", "--trust", *only)

    decided = {row["id"]: (row["status"], row["detail"]) for row in first["gates"] if row["status"] in DECIDED}
    assert decided == {row["id"]: (row["status"], row["detail"]) for row in second["gates"] if row["cached"]}
    assert {"fmt", "package"} <= decided.keys()
