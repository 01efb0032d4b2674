"""`ferrule fix --warnings`: what rustc and clippy are sure of, through the same loop."""

from pathlib import Path

import pytest

from ladder import ferrule, ferrule_json
from workspaces import package

pytestmark = [pytest.mark.cargo]

WARNED = """//! Warned about.
use std::collections::BTreeMap;
use std::collections::HashMap;

/// Says whether there is something.
pub fn filled(v: &[u8]) -> bool {
    let mut n = v.len();
    if v.len() == 0 {
        return false;
    }
    return n > 0;
}

fn spare() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_not_filled() {
        let map: HashMap<u8, u8> = HashMap::new();
        assert!(map.is_empty() && !filled(&[]));
    }
}
"""


def test_sure_edits_are_made_and_the_rest_stays(tmp_path: Path) -> None:
    """Lints of both tools; an import that only the tests use stays, and so does what has no sure edit."""
    root = package(tmp_path, {"src/lib.rs": WARNED})

    code, report = ferrule_json(root, "fix", "--warnings")

    rules = {incident["code"] for incident in report["incidents"]}
    assert (0, "fixed", True) == (code, report["verdict"], report["applied"])
    assert {"unused_imports", "unused_mut", "clippy::needless_return", "clippy::len_zero"} == rules
    text = (root / "src/lib.rs").read_text()
    assert "use std::collections::HashMap;" in text
    assert "BTreeMap" not in text
    assert "fn spare()" in text
    assert {"run": 1, "passed": 1, "failed": 0, "timed_out": False} == report["tests"]


def test_a_second_run_finds_nothing_and_undo_restores(tmp_path: Path) -> None:
    """What is left has no sure edit, so the tree is clean; one step back gives every byte."""
    root = package(tmp_path, {"src/lib.rs": WARNED})
    ferrule(root, "fix", "--warnings")

    code, again = ferrule_json(root, "fix", "--warnings")
    undone = ferrule(root, "undo")

    assert (0, "clean") == (code, again["verdict"])
    assert (0, WARNED) == (undone.returncode, (root / "src/lib.rs").read_text())


def test_without_the_option_warnings_stay(tmp_path: Path) -> None:
    """A tree with nothing but warnings is clean for a plain `fix`."""
    root = package(tmp_path, {"src/lib.rs": WARNED})

    code, report = ferrule_json(root, "fix")

    assert (0, "clean", WARNED) == (code, report["verdict"], (root / "src/lib.rs").read_text())


def test_errors_come_first(tmp_path: Path) -> None:
    """Errors and warnings in one run: the errors are repaired, then the warnings of what compiles."""
    broken = WARNED.replace("let mut n = v.len();", "let n = v.len();\n    let m = Vec::new();\n    m.push(n);")
    root = package(tmp_path, {"src/lib.rs": broken})

    code, report = ferrule_json(root, "fix", "--warnings")

    assert (0, "fixed", 1, 0) == (code, report["verdict"], report["errors_before"], report["errors_after"])
    text = (root / "src/lib.rs").read_text()
    assert "let mut m = Vec::new();" in text
    assert "v.is_empty()" in text


def test_errors_that_stay_keep_the_warnings(tmp_path: Path) -> None:
    """Nothing is done about warnings in a tree that does not compile."""
    root = package(tmp_path, {"src/lib.rs": WARNED + "\npub fn wrong() -> f32 {\n    1.5f32 << 2\n}\n"})

    code, report = ferrule_json(root, "fix", "--warnings")

    assert (1, "unfixed") == (code, report["verdict"])
    assert "BTreeMap" in (root / "src/lib.rs").read_text()


def test_only_the_chosen_lint(tmp_path: Path) -> None:
    """`--error` takes the name of a lint too."""
    root = package(tmp_path, {"src/lib.rs": WARNED})

    _, report = ferrule_json(root, "fix", "--warnings", "--error", "clippy::len_zero")

    text = (root / "src/lib.rs").read_text()
    assert ["clippy::len_zero"] == [incident["code"] for incident in report["incidents"]]
    assert "v.is_empty()" in text
    assert "return n > 0;" in text
