"""AGENTS.md: every one of a project, the nearest to the root first (C6)."""

from pathlib import Path

from definitions.loading.layouts import loaded
from ferrule.facts.definition import Scope


def test_every_one_is_found(tmp_path: Path) -> None:
    """From the root down to the fourth folder, but not in hidden folders or in what tools put there."""
    files = {f"{folder}AGENTS.md": f"{folder}\n" for folder in ("", "a/", "a/b/c/d/", "b/", "a/b/c/d/e/")}
    hidden = {f"{folder}/AGENTS.md": "no" for folder in (".hidden", "target", "a/node_modules", ".git")}
    found = loaded(tmp_path, {**files, **hidden})

    assert [each.body for each in found.instructions] == ["\n", "a/\n", "b/\n", "a/b/c/d/\n"]
    assert {each.scope for each in found.instructions} == {Scope.PROJECT}
    assert found.notes == ()


def test_one_that_cannot_be_read(tmp_path: Path) -> None:
    """It is told, as a definition would be."""
    found = loaded(tmp_path, {"AGENTS.md": "x" * 140_000, "a/AGENTS.md": "\ufeffText\n"})

    assert [each.path for each in found.unread] == [str(tmp_path / "AGENTS.md")]
    assert [remark.rule for remark in found.instructions[0].diagnostics] == ["byte-order-mark"]
