"""Public signatures of released crates: never changed without a decision, whatever compiles."""

import subprocess
from pathlib import Path

import pytest

from ferrule.errors import WrongUse
from ferrule.facts.fix import FixVerdict
from ferrule.facts.repair import CostKind
from flow.fix.crates import MARKS, repaired
from workspaces import package

pytestmark = MARKS
LIFETIME = "pub fn first(one: &str, other: &str) -> &str {\n    if one < other { one } else { other }\n}\n"


def _git(root: Path, *words: str) -> None:
    subprocess.run(("git", "-c", "user.name=A", "-c", "user.email=a@b", *words), cwd=root, check=True)


def test_without_a_release_it_is_a_cost(tmp_path: Path) -> None:
    """The lifetime is named in the signature, and the report says what that costs."""
    report = repaired(package(tmp_path, {"src/lib.rs": LIFETIME}))
    assert report.verdict is FixVerdict.FIXED
    assert {cost.kind for cost in report.costs} == {CostKind.PUBLIC_SIGNATURE}


def test_with_a_release_tag_it_is_refused(tmp_path: Path) -> None:
    """The same edit is refused once a release is tagged; what it was is told."""
    root = package(tmp_path, {"src/lib.rs": LIFETIME, ".gitignore": "target\n.ferrule\n"})
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "first"), ("tag", "v1.0.0")):
        _git(root, *words)
    report = repaired(root)
    assert report.verdict is FixVerdict.UNFIXED
    assert (root / "src/lib.rs").read_text() == LIFETIME
    [incident] = report.incidents
    assert any("published-api" in one.result and "first" in one.result for one in incident.tried)


def test_the_settings_may_name_it(tmp_path: Path) -> None:
    """`fix.published` stands for a release that no tag tells of; a name without a member is an error."""
    root = package(tmp_path, {"src/lib.rs": LIFETIME, "ferrule.toml": '[fix]\npublished = ["demo"]\n'})
    name = next(line for line in (root / "Cargo.toml").read_text().split("\n") if line.startswith("name"))
    (root / "ferrule.toml").write_text(f"[fix]\npublished = [{name.partition('=')[2].strip()}]\n")
    assert repaired(root).verdict is FixVerdict.UNFIXED
    (root / "ferrule.toml").write_text('[fix]\npublished = ["nobody"]\n')
    with pytest.raises(WrongUse, match="nobody"):
        repaired(root)


def test_what_nobody_outside_sees_may_change(tmp_path: Path) -> None:
    """A private function of a released crate is mended as ever."""
    source = LIFETIME.replace("pub fn", "fn") + 'pub fn used() -> usize {\n    first("a", "b").len()\n}\n'
    root = package(tmp_path, {"src/lib.rs": source, "ferrule.toml": ""})
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "first"), ("tag", "v1.0.0")):
        _git(root, *words)
    report = repaired(root)
    assert report.verdict is FixVerdict.FIXED
    assert report.costs == ()
