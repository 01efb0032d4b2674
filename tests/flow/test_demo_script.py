"""The script of the demonstration: enough errors of enough kinds, each of them real."""

import shutil
import subprocess
from pathlib import Path

import pytest

from ferrule.diagnostics.cargo_json import read_cargo_json
from ferrule.facts.finding import Level
from ferrule.flow.demo import compile_errors, ladder_faults, put_back

SHIPPED = Path(__file__).parents[2] / "src/ferrule/demo/workspace"


def test_there_are_enough_errors_of_enough_kinds() -> None:
    """At least twelve errors of eight codes in four files and crates, most to be repaired, two to four to be left."""
    errors = compile_errors()
    left = [error for error in errors if error.fate == "left"]

    assert len(errors) >= 14
    assert len({error.code for error in errors}) >= 9
    assert len({error.file for error in errors}) >= 5
    assert {"quay-types", "quay-plan", "quay-cli", "quay-served"} == {error.file.split("/")[1] for error in errors}
    assert {"repaired", "left"} == {error.fate for error in errors}
    assert 2 <= len(left) <= 4


def test_the_workspace_is_large_enough_and_needs_nobody() -> None:
    """Four crates, about a thousand lines, no package from elsewhere, with unit, integration and doc tests."""
    sources = {path: path.read_text() for path in SHIPPED.rglob("*.rs") if "target" not in path.parts}
    crates = [path.parent for path in SHIPPED.glob("crates/*/Cargo.toml")]

    assert len(crates) >= 4
    assert sum(text.count("\n") for text in sources.values()) > 1000
    assert "source = " not in (SHIPPED / "Cargo.lock").read_text()
    assert all(any(words in text for text in sources.values()) for words in ("#[cfg(test)]", "/// ```"))
    assert any("tests" in path.parts for path in sources)


def test_each_replacement_is_clear_and_can_be_taken_back() -> None:
    """Each place is found once; what is left is found again; no file that is repaired is touched by anything else."""
    errors = compile_errors()
    repaired = {error.file for error in errors if error.fate == "repaired"}
    others = {fault.file for fault in (*errors, *ladder_faults()) if fault.fate != "repaired"}

    for fault in (*errors, *ladder_faults()):
        text = (SHIPPED / fault.file).read_text()
        assert 1 == text.count(fault.find), fault.id
        if fault.fate == "left":
            assert 1 == text.replace(fault.find, fault.replace).count(fault.replace), fault.id
    assert set() == repaired & others
    assert {"fmt", "clippy", "doctest", "doc"} == {gate for fault in ladder_faults() for gate in fault.shows_in}


def test_what_is_gone_is_not_put_back(tmp_path: Path) -> None:
    """An error that was to be left and is repaired all the same ends in a step that is not as expected, in no crash."""
    error = next(error for error in compile_errors() if error.fate == "left")
    path = tmp_path / error.file
    path.parent.mkdir(parents=True)
    path.write_text(f"before {error.replace} after")

    assert put_back(tmp_path, error)
    assert f"before {error.find} after" == path.read_text()
    assert not put_back(tmp_path, error)


@pytest.mark.cargo
def test_each_error_alone_does_not_compile(tmp_path: Path) -> None:
    """With one replacement and nothing else, rustc gives the code that the script says, and in that file."""
    root = tmp_path / "quay"
    shutil.copytree(SHIPPED, root, ignore=shutil.ignore_patterns("target", ".ferrule"))
    said = {}
    for error in compile_errors():
        path = root / error.file
        text = path.read_text()
        path.write_text(text.replace(error.find, error.replace))
        said[error.id] = codes_in(root, error.file)
        path.write_text(text)

    assert [] == [error.id for error in compile_errors() if error.code not in said[error.id]]
    assert set() == codes_in(root, compile_errors()[0].file)


def codes_in(root: Path, file: str) -> set[str | None]:
    """Give the codes of the errors in a file, after a check of its package."""
    words = ("cargo", "check", "--offline", "-p", file.split("/")[1], "--all-targets", "--message-format=json")
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False, timeout=300)
    findings = read_cargo_json(done.stdout, root, frozenset()).findings
    return {one.rule for one in findings if one.level is Level.ERROR and one.path == file}
