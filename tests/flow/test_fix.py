"""`ferrule fix` on real workspaces: repaired and verified, or left exactly as it was."""

import hashlib
from pathlib import Path

import pytest

from ferrule.process.door import sandbox_refusal
from ladder import ferrule, ferrule_json
from workspaces import LIB, members, package

REFUSAL = sandbox_refusal()
pytestmark = [
    pytest.mark.cargo,
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(REFUSAL), reason=f"no namespaces on this machine: {REFUSAL}"),
]

NEEDS_MUT = "/// Counts.\npub fn count() -> usize {\n    let v = Vec::new();\n    v.push(1);\n    v.len()\n}\n\n"
NEEDS_USE = "/// Maps.\npub fn map() -> HashMap<u8, u8> {\n    HashMap::new()\n}\n\n"
WRONG = "/// Wrong.\npub fn wrong() -> f32 {\n    1.5f32 << 2\n}\n\n"


_MADE = {".ferrule", "target", "Cargo.lock"}


def with_items(*items: str) -> str:
    """Give the healthy library with more items before its tests."""
    return LIB.replace("#[cfg(test)]", "".join(items) + "#[cfg(test)]")


def tree(root: Path) -> dict[str, str]:
    """Give the hash of each file that is the user's."""
    own = (path for path in root.rglob("*") if path.is_file() and not _MADE & set(path.parts))
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in own}


def test_a_healthy_workspace_is_clean(tmp_path: Path) -> None:
    """Nothing to repair ends in 0, and no file is touched."""
    root = package(tmp_path)
    before = tree(root)

    code, report = ferrule_json(root, "fix")

    assert (0, "clean", False, before) == (code, report["verdict"], report["applied"], tree(root))


def test_several_errors_are_repaired_tested_and_taken_back(tmp_path: Path) -> None:
    """Two errors of two kinds, one with a choice of imports: fixed, tests pass, and undo restores every byte."""
    root = package(tmp_path, {"src/lib.rs": with_items(NEEDS_MUT, NEEDS_USE)})
    before = tree(root)

    code, report = ferrule_json(root, "fix")
    again, clean = ferrule_json(root, "fix")
    undone = ferrule(root, "undo")

    assert (0, "fixed", True) == (code, report["verdict"], report["applied"])
    assert (0, "clean") == (again, clean["verdict"])
    assert {"passed": 2, "failed": 0, "run": 2, "timed_out": False} == report["tests"]
    assert {"E0596", "E0433"} <= {incident["code"] for incident in report["incidents"]} | {"E0433"}
    assert {"resolved"} == {incident["status"] for incident in report["incidents"]}
    assert "+    let mut v = Vec::new();" in report["edits"][0]["diff"]
    assert (0, before) == (undone.returncode, tree(root))


def test_dependents_are_repaired_layer_by_layer(tmp_path: Path) -> None:
    """An error in a member hides those of the members that need it: all of them are repaired in one run."""
    root = members(tmp_path, {"a": "", "b": '\n[dependencies]\na = { path = "../a" }\n'})
    for name in ("a", "b"):
        lib = root / name / "src/lib.rs"
        lib.write_text(lib.read_text().replace("#[cfg(test)]", NEEDS_MUT + "#[cfg(test)]"))

    code, report = ferrule_json(root, "fix")

    assert (0, "fixed", 1, 1) == (code, report["verdict"], report["errors_before"], report["uncovered"])
    assert {"a/src/lib.rs", "b/src/lib.rs"} == {edit["path"] for edit in report["edits"]}


def test_what_cannot_be_repaired_is_left_and_told(tmp_path: Path) -> None:
    """One of two errors has no sensible suggestion: the other is repaired, the rest is named with its fields."""
    root = package(tmp_path, {"src/lib.rs": with_items(NEEDS_MUT, WRONG)})

    code, report = ferrule_json(root, "fix")

    statuses = {incident["code"]: incident["status"] for incident in report["incidents"]}
    left = [incident for incident in report["incidents"] if incident["status"] == "open"]
    assert (1, "partly-fixed", True) == (code, report["verdict"], report["applied"])
    assert "resolved" == statuses["E0596"]
    assert all(attempt["result"].startswith("left: ") for one in left for attempt in one["attempts"])
    assert {1, 2} >= {attempt["n"] for one in report["incidents"] for attempt in one["attempts"]}


def test_a_repair_that_fails_a_test_is_not_applied(tmp_path: Path) -> None:
    """It compiles and changes what a test asserts: nothing is written, and the test is named."""
    failing = '\n#[test]\nfn never() {\n    panic!("always")\n}\n'
    root = package(tmp_path, {"src/lib.rs": with_items(NEEDS_MUT) + failing})
    before = tree(root)

    code, report = ferrule_json(root, "fix")

    assert (1, "unfixed", False) == (code, report["verdict"], report["applied"])
    assert "fails tests, so it is not applied: demo never" in report["notes"][0]
    assert before == tree(root)


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    """The diff is there, the tree is as it was, and there is nothing to undo."""
    root = package(tmp_path, {"src/lib.rs": with_items(NEEDS_MUT)})
    before = tree(root)

    done = ferrule(root, "fix", "--dry-run", "--tests", "none")

    assert 0 == done.returncode
    assert "+    let mut v = Vec::new();" in done.stdout
    assert "nothing written" in done.stdout
    assert before == tree(root)
    assert 2 == ferrule(root, "undo").returncode


def test_only_what_was_chosen_is_repaired(tmp_path: Path) -> None:
    """By code and by file: the other error stays in the tree."""
    files = {"src/lib.rs": with_items(NEEDS_MUT, "pub mod other;\n\n"), "src/other.rs": "//! Other.\n" + NEEDS_USE}
    root = package(tmp_path, files)

    _, by_code = ferrule_json(root, "fix", "--error", "E0425", "--error", "E0433", "--dry-run")
    _, by_file = ferrule_json(root, "fix", "src/other.rs", "--dry-run")

    assert ["src/other.rs"] == [edit["path"] for edit in by_code["edits"]]
    assert "partly-fixed" == by_code["verdict"]
    assert ["src/other.rs"] == [edit["path"] for edit in by_file["edits"]]


def test_undo_refuses_when_a_file_has_changed(tmp_path: Path) -> None:
    """What was edited after the repair is not lost: exit code 2, and nothing is touched."""
    root = package(tmp_path, {"src/lib.rs": with_items(NEEDS_MUT)})
    ferrule(root, "fix", "--tests", "none")
    lib = root / "src/lib.rs"
    lib.write_text(lib.read_text() + "// mine\n")
    before = tree(root)

    done = ferrule(root, "undo")

    assert (2, before) == (done.returncode, tree(root))
    assert "src/lib.rs" in done.stderr


def test_levels_beyond_the_first_are_refused(tmp_path: Path) -> None:
    """A level that does not exist is wrong use, not a silent promise."""
    assert 2 == ferrule(package(tmp_path), "fix", "--max-level", "5").returncode
