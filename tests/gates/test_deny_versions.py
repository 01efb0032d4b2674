"""The gates `deny`, `audit` and `unused-deps` with tools of another version: nothing is green by misunderstanding."""

import os
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from advisories import AGE_DAYS, POLICY, climbed, database, denys_folder, locking, run_of, verdict
from diagnostics.captured import FOLDER
from ferrule.gates import audit, deny, unused_deps
from ferrule.gates.gate import Gate
from workspaces import program

pytestmark = pytest.mark.cargo
UNREADABLE = {0: "inconclusive: unreadable-output", 1: "inconclusive: tool-error"}


@dataclass(frozen=True)
class Other:
    """A tool that says what ours says, with one field of another name."""

    gate: Gate
    tool: str
    said: str
    old: str
    new: str


RENAMED = [
    Other(deny, "cargo-deny", "deny/clean.jsonl", '"errors":', '"error_count":'),
    Other(audit, "cargo-audit", "audit/clean.json", '"found":', '"any":'),
    Other(unused_deps, "cargo-shear", "shear/clean.json", '"errors":', '"failed":'),
]


@pytest.mark.parametrize("code", UNREADABLE)
@pytest.mark.parametrize("other", RENAMED, ids=lambda other: str(other.gate.ID))
def test_renamed_fields(other: Other, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Output whose fields have other names decides nothing, whatever the exit code."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")
    root = locking(tmp_path / "ws", {"deny.toml": POLICY})
    renamed = tmp_path / "said"
    renamed.write_text((FOLDER / other.said).read_text().replace(other.old, other.new))
    pipe = " >&2" if other.gate.ID == "deny" else ""
    program(tmp_path / "bin", other.tool, f"cat {shlex.quote(str(renamed))}{pipe}\nexit {code}")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")

    assert UNREADABLE[code] == verdict(climbed(other.gate, root, tmp_path / "scratch"))


@pytest.mark.parametrize(
    ("gate", "tool"),
    [(deny, "cargo-deny"), (audit, "cargo-audit"), (unused_deps, "cargo-shear")],
    ids=["deny", "audit", "unused-deps"],
)
def test_a_tool_that_knows_no_such_option(
    gate: Gate, tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tool that refuses its command line is a fault of the tool, and the row has its words."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")
    root = locking(tmp_path / "ws", {"deny.toml": POLICY})
    program(tmp_path / "bin", tool, "echo \"error: unexpected argument '--x' found\" >&2\nexit 2")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")

    row = climbed(gate, root, tmp_path / "scratch")

    assert "inconclusive: tool-error" == verdict(row)
    assert "unexpected argument '--x' found" in row.detail


def test_what_a_verdict_hangs_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A remembered verdict ends with a new commit of the database; on what is no repository, none is remembered."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")
    root = locking(tmp_path / "ws", {"deny.toml": POLICY})
    folders = {deny: denys_folder(root), audit: tmp_path / "home" / "advisory-db"}
    for gate, folder in folders.items():
        database(folder)
        job = run_of(root, tmp_path / "scratch")
        before, again = gate.state(job), gate.state(job)
        database(folder, "third", days=AGE_DAYS - 1)
        after = gate.state(job)
        shutil.rmtree(folder / ".git")

        assert before == again != after
        assert gate.state(job) != gate.state(job)
    assert "cargo-shear" in unused_deps.state(run_of(root, tmp_path / "scratch"))
