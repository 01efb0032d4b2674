"""The gate `coverage` under cargo-tarpaulin, by what a real one wrote and said."""

import json
import shlex
from pathlib import Path

import pytest

from advisories import parts, places, verdict
from coverage_crates import measured
from ferrule.facts.gate import GateResult
from ferrule.facts.settings import CoverageSettings
from workspaces import package, path_without, program

pytestmark = pytest.mark.cargo
CAPTURED = Path(__file__).parent.parent / "tool_output" / "tarpaulin"


def tarpaulin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, code: int = 0) -> GateResult:
    """Measure a package where the only tool is one that writes the captured report and prints a captured talk."""
    root = package(tmp_path / "ws")
    report = json.loads((CAPTURED / "report.json").read_text("utf-8"))
    for file in report["files"]:
        file["path"] = [*root.parts, *file["path"][2:]]
        (root / "src/lib.rs").write_text(file["content"], "utf-8")
    (tmp_path / "report.json").write_text(json.dumps(report), "utf-8")
    words = shlex.join(("cat", str(CAPTURED / said)))
    copy = f'while [ "$1" != --output-dir ]; do shift; done; cp {tmp_path}/report.json "$2/tarpaulin-report.json"'
    program(tmp_path / "bin", "cargo-tarpaulin", f"{copy}; {words}; exit {code}")
    path_without(tmp_path / "bin", "cargo-llvm-cov", "cargo-tarpaulin")
    monkeypatch.setattr("ferrule.process.programs.sys.executable", "/nowhere/python")
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return measured(root, tmp_path / "scratch", CoverageSettings(total=60))


def test_a_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lines are counted as they stand in its report."""
    row = tarpaulin(tmp_path, monkeypatch, "passed.txt")

    assert ("passed", {"total": "passed"}) == (verdict(row), parts(row))
    assert ("cargo", "tarpaulin", "--workspace", "--all-features", "--tests") == row.argv[:5]
    assert row.detail.startswith("64.2 % of 28 lines; measured by cargo-tarpaulin")


def test_failing_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It writes a report all the same, which is not looked at."""
    row = tarpaulin(tmp_path, monkeypatch, "failed.txt", code=1)

    assert ("failed", ["test-failed error src/lib.rs:66"]) == (verdict(row), places(row))


def test_what_does_not_compile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells of the compiler's errors as text only."""
    row = tarpaulin(tmp_path, monkeypatch, "not_compiled.txt", code=1)

    assert ("failed", ["build error None:None"]) == (verdict(row), places(row))
    assert row.findings[0].rendered.startswith("error[E0308]: mismatched types\n")
    assert row.findings[0].rendered.endswith("expected `u8` because of return type")
