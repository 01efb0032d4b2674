"""The gate `coverage` in the sandbox: the tools are asked inside, and a workspace's own programs stay inside."""

from dataclasses import replace
from pathlib import Path

import pytest

from advisories import verdict
from coverage_crates import calls, functions, has_tools, job_of
from ferrule.facts.gate import GateResult
from ferrule.facts.settings import CoverageSettings
from ferrule.flow.enclosure import enclosure
from ferrule.gates import coverage
from ferrule.gates.climb import Climb
from ferrule.process.door import sandbox_refusal
from workspaces import package, path_without, program

pytestmark = [pytest.mark.cargo, pytest.mark.sandbox]
has_sandbox = pytest.mark.skipif(bool(sandbox_refusal()), reason="needs bubblewrap and user namespaces")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a package of which all lines are covered, and which is locked."""
    test = f"#[test]\nfn runs() {{\n{calls(2, 'demo')}}}\n"
    return package(tmp_path / "ws", {"src/lib.rs": functions(2), "tests/it.rs": test})


def enclosed(root: Path, tmp_path: Path, asked: CoverageSettings | None = None) -> GateResult:
    """Climb a ladder of this one gate in a sandbox and give its row."""
    job = job_of(root, tmp_path / "scratch", asked)
    sandbox = enclosure(root, job.scratch)
    workspace = replace(job.workspace, target_folder=sandbox.target or root)
    job = replace(job, sandbox=sandbox, workspace=workspace)
    [row] = Climb(job, lambda _: None).rows([coverage], lambda _: False)
    return row.result


@has_sandbox
@has_tools
def test_a_figure_from_inside(root: Path, tmp_path: Path) -> None:
    """The tests run inside and are measured; changed lines are not asked about, and the row says so."""
    row = enclosed(root, tmp_path)

    assert "passed" == verdict(row)
    assert "100.0 % of 2 lines; nothing asked of changed lines: git is not started for a workspace" in row.detail
    assert not (root / "target").exists()


@has_sandbox
@has_tools
def test_a_demand_on_changed_lines_is_undecided(root: Path, tmp_path: Path) -> None:
    """Where the settings name a revision, nobody can say that it holds."""
    assert "inconclusive: no-baseline" == verdict(enclosed(root, tmp_path, CoverageSettings(since="main")))


@has_sandbox
@has_tools
def test_a_compiler_of_the_workspace_stays_inside(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a rustc of the workspace nor the tools that it names are started outside."""
    proof = tmp_path / "escaped"
    said = f'touch {proof}; case "$*" in *-vV*) echo "LLVM version: 99.0";; *) echo {root}/own/lib;; esac'
    program(root / "own", "rustc", said)
    for name in ("llvm-cov", "llvm-profdata"):
        program(root / "own" / "bin", name, f"touch {proof}; echo LLVM version 99.0")
    job = job_of(root, tmp_path / "scratch")
    monkeypatch.setenv("RUSTC", str(root / "own" / "rustc"))
    sandbox = enclosure(root, job.scratch)

    call = coverage.call(replace(job, sandbox=sandbox))

    assert str(root / "own" / "bin" / "llvm-cov") == call.env["LLVM_COV"]
    assert not proof.exists()


def test_without_a_sandbox_to_be_had(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row says that the sandbox is missing, not that tools are."""
    monkeypatch.setattr("ferrule.process.programs.sys.executable", "/nowhere/python")
    monkeypatch.setattr("ferrule.process.programs._wheel", lambda: "")
    monkeypatch.setenv("PATH", path_without(tmp_path / "bin", "bwrap"))
    sandbox_refusal.cache_clear()

    row = enclosed(root, tmp_path)

    sandbox_refusal.cache_clear()
    assert "skipped: sandbox" == verdict(row)
