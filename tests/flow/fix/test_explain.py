"""What `ferrule fix --explain` adds: the manual's words on each code, and what else was tried (P22)."""

from pathlib import Path

from rich.console import Console

from ferrule.report.fix_json import fix_object
from ferrule.report.fix_text import print_fix
from flow.fix.crates import FAULT, MARKS, repaired
from workspaces import package

pytestmark = MARKS


def test_codes_and_candidates(tmp_path: Path) -> None:
    """The text of the manual comes from the toolchain; the taken edit and its move are told."""
    report = repaired(package(tmp_path, {"src/lib.rs": FAULT}), explain=True)
    [(code, text)] = report.explanations
    assert code == "E0596"
    assert "mutable" in text
    [incident] = report.incidents
    assert next((one.move, one.result) for one in incident.tried) == ("suggestion", "taken")
    assert fix_object(report)["explanations"] == {code: text}
    console = Console(width=120)
    with console.capture() as said:
        print_fix(report, console, explained=True)
    assert "E0596, in the words of the compiler's manual" in said.get()
    assert "taken" in said.get()


def test_without_it(tmp_path: Path) -> None:
    """Nothing of the manual is read, and the text stays short."""
    report = repaired(package(tmp_path, {"src/lib.rs": FAULT}))
    assert report.explanations == ()
    console = Console(width=120)
    with console.capture() as said:
        print_fix(report, console)
    assert "taken" not in said.get()
