"""Crates that code uses and no manifest names: taken from what the workspace already has, and from nowhere else."""

from pathlib import Path

from ferrule.facts.fix import FixReport, FixVerdict, Testing
from ferrule.facts.repair import CostKind
from flow.fix.crates import MARKS, repaired, tree
from workspaces import members, write

pytestmark = MARKS
USES = "pub fn four() -> u8 {\n    b::twice(2)\n}\n"
GIVES = 'pub fn twice(n: u8) -> u8 {\n    n * 2\n}\n#[cfg(feature = "more")]\npub fn more() -> u8 {\n    7\n}\n'


def _crates(tmp_path: Path, used: str = USES, more: str = "") -> Path:
    root = members(tmp_path, {"a": more, "b": "[features]\nmore = []\n"})
    return write(root, {"a/src/lib.rs": used, "b/src/lib.rs": GIVES})


def _moves(report: FixReport) -> set[str]:
    return {attempt.move for incident in report.incidents for attempt in incident.attempts}


def test_a_member_that_is_not_named(tmp_path: Path) -> None:
    """It joins the manifest by its path, at a price; what was hidden behind it is repaired in the same run."""
    root = _crates(
        tmp_path,
        USES + "pub fn counted() -> usize {\n    let v = Vec::new();\n    v.push(b::twice(1));\n    v.len()\n}\n",
    )
    report = repaired(root)
    assert report.verdict is FixVerdict.FIXED
    assert 'b = { path = "../b" }' in (root / "a/Cargo.toml").read_text()
    assert "let mut v" in (root / "a/src/lib.rs").read_text()
    assert CostKind.DEPENDENCY in {cost.kind for cost in report.costs}
    assert _moves(report) == {"link-known-crate", "suggestion"}


def test_a_feature_that_is_not_asked_for(tmp_path: Path) -> None:
    """The compiler names the feature that hides the item; it is added to the dependency as it is written."""
    dependency = '\n[dependencies]\nb = { path = "../b" }\n'
    root = _crates(tmp_path, "pub fn seven() -> u8 {\n    b::more()\n}\n", dependency)
    report = repaired(root)
    assert report.verdict is FixVerdict.FIXED
    assert 'b = { path = "../b", features = ["more"] }' in (root / "a/Cargo.toml").read_text()


def test_what_nobody_has(tmp_path: Path) -> None:
    """An unknown crate is not looked for anywhere, and nothing is written."""
    root = _crates(tmp_path, "pub fn four() -> u8 {\n    nobody_has_it::twice(2)\n}\n")
    before = tree(root)
    assert repaired(root).verdict is FixVerdict.UNFIXED
    assert tree(root) == before


def test_one_of_two(tmp_path: Path) -> None:
    """A cycle of members is no repair; the crate beside it is linked all the same."""
    root = members(tmp_path, {"a": "", "b": '\n[dependencies]\na = { path = "../a" }\n', "c": ""})
    used = "pub fn four() -> u8 {\n    c::one() + b::two()\n}\n"
    write(
        root,
        {
            "a/src/lib.rs": used,
            "b/src/lib.rs": "pub fn two() -> u8 {\n    2\n}\n",
            "c/src/lib.rs": "pub fn one() -> u8 {\n    1\n}\n",
        },
    )
    report = repaired(root)
    assert report.verdict is FixVerdict.PARTLY_FIXED
    manifest = (root / "a/Cargo.toml").read_text()
    assert 'c = { path = "../c" }' in manifest
    assert "b = " not in manifest


def test_another_answer_beside_it(tmp_path: Path) -> None:
    """When tests fail, another answer to the other error is tried; the manifest stays completed meanwhile."""
    modules = "pub mod small {\n    pub fn limit() -> u8 {\n        1\n    }\n}\n"
    source = (
        modules
        + modules.replace("small", "large").replace("1\n", "200\n")
        + (
            "pub fn below(n: u8) -> bool {\n    b::twice(n) < limit()\n}\n"
            "#[test]\nfn the_large_one() {\n    assert!(below(50));\n}\n"
            "#[test]\nfn not_all() {\n    assert!(!below(110));\n}\n"
        )
    )
    root = _crates(tmp_path, source)
    report = repaired(root, tests=Testing.AFFECTED)
    assert report.verdict is FixVerdict.FIXED
    assert "large::limit" in (root / "a/src/lib.rs").read_text()
    assert 'b = { path = "../b" }' in (root / "a/Cargo.toml").read_text()
