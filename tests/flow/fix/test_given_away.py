"""Repairs that compile and have no effect give themselves away by a warning, and are not taken."""

from pathlib import Path

from ferrule.facts.fix import FixVerdict, Testing
from flow.fix.crates import MARKS, repaired
from workspaces import package

pytestmark = MARKS
CHECK = "fn check(x: i32) -> Result<(), String> { if x < 0 { Err(x.to_string()) } else { Ok(()) } }\n"


def test_a_success_behind_a_dropped_failure(tmp_path: Path) -> None:
    """`Ok(())` at the end compiles; what the calls before it say is handed on, not thrown away."""
    lib = "pub fn all(xs: &[i32]) -> Result<(), String> {\n    for &x in xs {\n        check(x);\n    }\n}\n"
    root = package(tmp_path, {"src/lib.rs": lib + CHECK})
    report = repaired(root, tests=Testing.NONE)
    text = (root / "src/lib.rs").read_text()
    assert report.verdict is FixVerdict.FIXED
    assert "check(x)?;" in text
    assert "    Ok(())\n}" in text


def test_where_a_failure_cannot_be_handed_on(tmp_path: Path) -> None:
    """Another kind of failure is a decision: nothing is applied that swallows it."""
    lib = "pub fn all(xs: &[i32]) -> Result<(), u8> {\n    for &x in xs {\n        check(x);\n    }\n}\n" + CHECK
    root = package(tmp_path, {"src/lib.rs": lib})
    report = repaired(root, tests=Testing.NONE)
    assert report.verdict is FixVerdict.UNFIXED
    assert (root / "src/lib.rs").read_text() == lib
