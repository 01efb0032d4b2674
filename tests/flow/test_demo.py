"""The demonstration does what its script says: one real run, looked at from all sides."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ferrule.flow.demo import compile_errors, ladder_faults
from ferrule.process.door import sandbox_refusal
from ladder import ferrule, ferrule_json

REFUSAL = sandbox_refusal()
pytestmark = [
    pytest.mark.cargo,
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(REFUSAL), reason=f"no namespaces on this machine: {REFUSAL}"),
]

SCHEMA = Path(__file__).parents[2] / "docs/schemas/demo.json"


def test_the_demo_ends_as_its_script_expects(tmp_path: Path) -> None:
    """Green as shipped, red with errors, repaired but for what is meant to be left, red where faults are, undone."""
    root = tmp_path / "quay"

    code, shown = ferrule_json(tmp_path, "demo", "--workspace", str(root))

    jsonschema.validate(shown, json.loads(SCHEMA.read_text()), cls=jsonschema.Draft202012Validator)
    shipped, broken, mended, last = shown["steps"]
    assert (0, [True] * 4) == (code, [step["as_expected"] for step in shown["steps"]])
    assert {("passed", None), ("skipped", "not-relevant")} == {
        (gate["status"], gate["reason"]) for gate in shipped["check"]["gates"]
    }
    assert_broken(broken)
    assert_mended(mended)
    assert_faults_found(last)
    assert_logs_exist(root, shipped, broken, last)
    assert_undone(root)


def assert_broken(step: dict[str, Any]) -> None:
    """The first check alone shows a dozen errors of eight codes in four files, all of them planted."""
    [check] = [gate for gate in step["check"]["gates"] if gate["id"] == "check"]
    seen = {(finding["path"], finding["rule"]) for finding in check["findings"] if finding["level"] == "error"}
    assert len(seen) >= 12
    assert len({rule for _, rule in seen}) >= 8
    assert len({path for path, _ in seen}) >= 4
    assert seen <= {(error.file, error.code) for error in compile_errors()}
    assert [error.id for error in compile_errors()] == step["planted"]


def assert_mended(step: dict[str, Any]) -> None:
    """Each error has its fate, what is left has a reason, and some errors came to light only on the way."""
    fix = step["fix"]
    fates = {(one["path"], one["code"]): one["status"] for one in fix["incidents"]}
    expected = {"repaired": "resolved", "left": "open"}
    assert {(error.file, error.code): expected[error.fate or ""] for error in compile_errors()} == fates
    left = [one for one in fix["incidents"] if one["status"] == "open"]
    reasons = {attempt["result"] for one in left for attempt in one["attempts"]}
    assert all(reason.startswith("left: ") for reason in reasons)
    assert len(reasons) > 1
    assert ("partly-fixed", True) == (fix["verdict"], fix["applied"])
    assert fix["uncovered"] > 0
    repaired = {error.file for error in compile_errors() if error.fate == "repaired"}
    assert repaired == {edit["path"] for edit in fix["edits"]}


def assert_faults_found(step: dict[str, Any]) -> None:
    """Each fault is found by its gate and nothing else is: the repaired code passes tests, lints and format."""
    gates = {gate["id"]: gate for gate in step["check"]["gates"]}
    found = {
        (name, finding["path"])
        for name, gate in gates.items()
        for finding in gate["findings"]
        if finding["level"] == "error"
    }
    assert {(gate, fault.file) for fault in ladder_faults() for gate in fault.shows_in} == found
    assert {"fmt", "clippy", "doctest", "doc"} == {name for name, gate in gates.items() if gate["status"] == "failed"}
    assert ("passed", 17) == (gates["test"]["status"], gates["test"]["seen"]["count"])
    assert [error.id for error in compile_errors() if error.fate == "left"] == step["put_back"]


def assert_logs_exist(root: Path, *steps: dict[str, Any]) -> None:
    """Every path of a log that is shown leads to a file."""
    logs = [gate["log"] for step in steps for gate in step["check"]["gates"] if gate["log"]]
    assert len(logs) > 10
    assert [] == [log for log in logs if not (root / log).is_file()]


def assert_undone(root: Path) -> None:
    """The advice at the end works: `undo` brings the errors back that were repaired."""
    repaired = [error for error in compile_errors() if error.fate == "repaired"]
    assert [] != [error.id for error in repaired if error.find in (root / error.file).read_text()]
    assert 0 == ferrule(root, "undo").returncode
    assert [] == [error.id for error in repaired if error.find in (root / error.file).read_text()]
